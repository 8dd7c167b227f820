@NullMarked
package io.fargateautoscaler.simulator.requests;

import org.jspecify.annotations.NullMarked;
