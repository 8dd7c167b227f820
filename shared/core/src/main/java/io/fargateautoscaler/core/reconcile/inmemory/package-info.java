/** Ports in memory, with the same rules as the real ones: for the simulator and for tests. */
@NullMarked
package io.fargateautoscaler.core.reconcile.inmemory;

import org.jspecify.annotations.NullMarked;
