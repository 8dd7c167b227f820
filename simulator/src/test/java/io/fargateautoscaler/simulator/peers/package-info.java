@NullMarked
package io.fargateautoscaler.simulator.peers;

import org.jspecify.annotations.NullMarked;
