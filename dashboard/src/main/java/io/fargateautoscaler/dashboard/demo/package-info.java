/** The world of the demo as a board that lives. */
@NullMarked
package io.fargateautoscaler.dashboard.demo;

import org.jspecify.annotations.NullMarked;
