/** One example of every notice, made by the code that tells them. */
@NullMarked
package io.fargateautoscaler.simulator.gallery;

import org.jspecify.annotations.NullMarked;
