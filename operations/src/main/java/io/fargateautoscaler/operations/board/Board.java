package io.fargateautoscaler.operations.board;

import java.time.Instant;
import java.util.List;

/**
 * What a stack and its services look like at one instant.
 *
 * @param at when it was read
 * @param services in order of their names
 */
public record Board(Instant at, Health health, List<ServiceView> services) {
  public Board {
    services = List.copyOf(services);
  }
}
