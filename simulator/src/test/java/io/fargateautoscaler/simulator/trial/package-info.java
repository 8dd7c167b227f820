@NullMarked
package io.fargateautoscaler.simulator.trial;

import org.jspecify.annotations.NullMarked;
