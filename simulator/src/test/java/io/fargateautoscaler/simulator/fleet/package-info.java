@NullMarked
package io.fargateautoscaler.simulator.fleet;

import org.jspecify.annotations.NullMarked;
