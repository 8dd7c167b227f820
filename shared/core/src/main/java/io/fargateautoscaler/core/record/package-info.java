/** A decision with everything that it read, as audit, logs and notices hold it. */
@NullMarked
package io.fargateautoscaler.core.record;

import org.jspecify.annotations.NullMarked;
