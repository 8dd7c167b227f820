@NullMarked
package io.fargateautoscaler.core.compare;

import org.jspecify.annotations.NullMarked;
