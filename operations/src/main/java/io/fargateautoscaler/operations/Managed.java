package io.fargateautoscaler.operations;

import io.fargateautoscaler.core.reconcile.Orders;
import io.fargateautoscaler.core.record.PolicyDocument;

/**
 * A service that a stack scales.
 *
 * @param document in force
 * @param parked whether somebody set its count to 0, which holds it there
 */
public record Managed(PolicyDocument document, Orders orders, boolean parked) {}
