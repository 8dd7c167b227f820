/** One adapter per port on the AWS SDK. No rules. */
@NullMarked
package io.fargateautoscaler.aws;

import org.jspecify.annotations.NullMarked;
