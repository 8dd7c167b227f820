/** Whether a deployed stack works, as far as it can be seen from outside. */
@NullMarked
package io.fargateautoscaler.operations.doctor;

import org.jspecify.annotations.NullMarked;
