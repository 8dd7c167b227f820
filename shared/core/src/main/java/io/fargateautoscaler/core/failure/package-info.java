/**
 * Pure: why a task stopped and what troubles a service, from a table that can be read and extended.
 */
@NullMarked
package io.fargateautoscaler.core.failure;

import org.jspecify.annotations.NullMarked;
