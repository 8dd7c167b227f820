/** A page on this machine that shows services and their scaling. */
@NullMarked
package io.fargateautoscaler.dashboard;

import org.jspecify.annotations.NullMarked;
