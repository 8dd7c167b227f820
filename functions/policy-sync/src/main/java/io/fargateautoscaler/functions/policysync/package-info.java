/** The function that puts valid policy documents into force. */
@NullMarked
package io.fargateautoscaler.functions.policysync;

import org.jspecify.annotations.NullMarked;
