/** What became of a service over time. */
@NullMarked
package io.fargateautoscaler.operations.history;

import org.jspecify.annotations.NullMarked;
