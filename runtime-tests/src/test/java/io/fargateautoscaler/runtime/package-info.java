/**
 * The shipped jars under Lambda's own runtime client, between a pretended Lambda and a pretended
 * AWS.
 */
@NullMarked
package io.fargateautoscaler.runtime;

import org.jspecify.annotations.NullMarked;
