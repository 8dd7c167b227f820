/** Decision records in the words of people. */
@NullMarked
package io.fargateautoscaler.operations.explain;

import org.jspecify.annotations.NullMarked;
