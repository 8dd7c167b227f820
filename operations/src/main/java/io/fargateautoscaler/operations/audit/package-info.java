/** What was decided and ordered, and why. */
@NullMarked
package io.fargateautoscaler.operations.audit;

import org.jspecify.annotations.NullMarked;
