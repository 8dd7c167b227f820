/** What events say of a service's tasks: how they start, live and end. */
@NullMarked
package io.fargateautoscaler.core.tasks;

import org.jspecify.annotations.NullMarked;
