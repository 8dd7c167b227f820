@NullMarked
package io.fargateautoscaler.simulator;

import org.jspecify.annotations.NullMarked;
