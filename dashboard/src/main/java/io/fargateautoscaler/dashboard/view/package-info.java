/** A board as HTML: what stands where, in which words. */
@NullMarked
package io.fargateautoscaler.dashboard.view;

import org.jspecify.annotations.NullMarked;
