@NullMarked
package io.fargateautoscaler.simulator.demo;

import org.jspecify.annotations.NullMarked;
