/** The function that counts starts and stops of tasks. */
@NullMarked
package io.fargateautoscaler.functions.taskevents;

import org.jspecify.annotations.NullMarked;
