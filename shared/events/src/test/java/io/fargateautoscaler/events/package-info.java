@NullMarked
package io.fargateautoscaler.events;

import org.jspecify.annotations.NullMarked;
