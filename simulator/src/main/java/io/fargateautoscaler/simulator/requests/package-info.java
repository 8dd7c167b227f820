/** A service request by request: tasks with workers and queues behind a load balancer. */
@NullMarked
package io.fargateautoscaler.simulator.requests;

import org.jspecify.annotations.NullMarked;
