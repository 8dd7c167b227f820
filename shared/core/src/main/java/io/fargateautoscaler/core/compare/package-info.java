/** What an observed service would have cost and carried if this autoscaler had scaled it. */
@NullMarked
package io.fargateautoscaler.core.compare;

import org.jspecify.annotations.NullMarked;
