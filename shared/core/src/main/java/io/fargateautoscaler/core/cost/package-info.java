/** What tasks cost. */
@NullMarked
package io.fargateautoscaler.core.cost;

import org.jspecify.annotations.NullMarked;
