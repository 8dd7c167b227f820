/** Text that others wrote, and the forms in which it may be shown. */
@NullMarked
package io.fargateautoscaler.core.text;

import org.jspecify.annotations.NullMarked;
