/** Checks of {@code template.yaml} as data: what it grants, routes and promises. */
@NullMarked
package io.fargateautoscaler.template;

import org.jspecify.annotations.NullMarked;
