/** Turns policy documents into policy records and reports every problem of a document at once. */
@NullMarked
package io.fargateautoscaler.config;

import org.jspecify.annotations.NullMarked;
