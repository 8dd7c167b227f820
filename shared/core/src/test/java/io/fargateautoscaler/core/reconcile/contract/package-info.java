/** What every implementation of a port must do, as tests to extend. */
@NullMarked
package io.fargateautoscaler.core.reconcile.contract;

import org.jspecify.annotations.NullMarked;
