/** Failed tasks, told in few words: the first of a kind at once, further ones together. */
@NullMarked
package io.fargateautoscaler.core.digest;

import org.jspecify.annotations.NullMarked;
