/** The function that observes, decides and acts. */
@NullMarked
package io.fargateautoscaler.functions.reconciler;

import org.jspecify.annotations.NullMarked;
