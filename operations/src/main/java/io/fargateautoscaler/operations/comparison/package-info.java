/** What observed services were, beside what they would have been. */
@NullMarked
package io.fargateautoscaler.operations.comparison;

import org.jspecify.annotations.NullMarked;
