/** What operators do with a stack and its services; knows no AWS SDK. */
@NullMarked
package io.fargateautoscaler.operations;

import org.jspecify.annotations.NullMarked;
