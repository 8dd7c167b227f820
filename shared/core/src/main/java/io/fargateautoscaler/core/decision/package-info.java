/** Pure rules that turn policy, observation and history into one explained count. */
@NullMarked
package io.fargateautoscaler.core.decision;

import org.jspecify.annotations.NullMarked;
