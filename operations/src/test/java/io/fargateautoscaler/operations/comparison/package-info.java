@NullMarked
package io.fargateautoscaler.operations.comparison;

import org.jspecify.annotations.NullMarked;
