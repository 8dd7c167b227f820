/**
 * The loop around a decision: read the world, decide, act once, remember, tell. Ports and their
 * vocabulary.
 */
@NullMarked
package io.fargateautoscaler.core.reconcile;

import org.jspecify.annotations.NullMarked;
