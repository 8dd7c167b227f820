/** The command line. */
@NullMarked
package io.fargateautoscaler.cli;

import org.jspecify.annotations.NullMarked;
