@NullMarked
package io.fargateautoscaler.simulator.load;

import org.jspecify.annotations.NullMarked;
