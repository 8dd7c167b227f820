/** What the operator asked for: services, ranges, targets and limits. */
@NullMarked
package io.fargateautoscaler.core.policy;

import org.jspecify.annotations.NullMarked;
