/** Adapters of the command line to a deployed stack. */
@NullMarked
package io.fargateautoscaler.aws.account;

import org.jspecify.annotations.NullMarked;
