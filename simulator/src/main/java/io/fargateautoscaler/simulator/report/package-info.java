/** A comparison of policies on one load as one HTML page that needs no network. */
@NullMarked
package io.fargateautoscaler.simulator.report;

import org.jspecify.annotations.NullMarked;
