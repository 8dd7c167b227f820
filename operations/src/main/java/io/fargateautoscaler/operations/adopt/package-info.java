/**
 * From a service as it runs today to a policy document, and whether a document fits its service.
 */
@NullMarked
package io.fargateautoscaler.operations.adopt;

import org.jspecify.annotations.NullMarked;
