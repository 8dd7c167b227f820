@NullMarked
package io.fargateautoscaler.simulator.report;

import org.jspecify.annotations.NullMarked;
