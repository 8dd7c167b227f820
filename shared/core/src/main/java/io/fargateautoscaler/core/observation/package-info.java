/** What is true now: a service's counts and the loads that its policies read. */
@NullMarked
package io.fargateautoscaler.core.observation;

import org.jspecify.annotations.NullMarked;
