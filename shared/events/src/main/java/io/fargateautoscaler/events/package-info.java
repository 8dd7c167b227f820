/**
 * AWS events as text, turned into hints and facts.
 *
 * <p>Nothing here decides anything: an event only says which services are worth a look and what ECS
 * reported about a task. Every text is treated as hostile, and no input makes the decoder throw.
 */
@NullMarked
package io.fargateautoscaler.events;

import org.jspecify.annotations.NullMarked;
