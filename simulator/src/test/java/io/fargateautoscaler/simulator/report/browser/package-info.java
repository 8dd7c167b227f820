/** The page in a real browser. */
@NullMarked
package io.fargateautoscaler.simulator.report.browser;

import org.jspecify.annotations.NullMarked;
