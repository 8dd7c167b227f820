/** What people are told, and how it gets to them: notices, the outbox, the notifier. */
@NullMarked
package io.fargateautoscaler.core.notice;

import org.jspecify.annotations.NullMarked;
