/** Which of several stacks of one account and Region scales a service that more than one names. */
@NullMarked
package io.fargateautoscaler.core.claim;

import org.jspecify.annotations.NullMarked;
