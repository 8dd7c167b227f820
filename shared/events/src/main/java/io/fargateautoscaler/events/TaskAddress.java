package io.fargateautoscaler.events;

import com.fasterxml.jackson.databind.JsonNode;
import io.fargateautoscaler.core.tasks.Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds a task's private address in its event, and takes nothing else from there. */
final class TaskAddress {
  /** A task has an IPv6 address besides its IPv4 address, or alone. */
  private static final List<String> NAMES = List.of("privateIPv4Address", "ipv6Address");

  private TaskAddress() {}

  /** The address of its network interface, IPv4 before IPv6; null if none is named. */
  static @Nullable Address of(JsonNode detail) {
    return NAMES.stream()
        .flatMap(name -> Stream.concat(attached(detail, name), ofContainers(detail, name)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Optional<Address>> attached(JsonNode detail, String name) {
    return each(detail.path("attachments"))
        .flatMap(attachment -> each(attachment.path("details")))
        .filter(pair -> name.equalsIgnoreCase(Fields.text(pair, "name")))
        .map(pair -> address(pair.path("value")));
  }

  private static Stream<Optional<Address>> ofContainers(JsonNode detail, String name) {
    return each(detail.path("containers"))
        .flatMap(container -> each(container.path("networkInterfaces")))
        .flatMap(face -> face.properties().stream())
        .filter(field -> name.equalsIgnoreCase(field.getKey()))
        .map(field -> address(field.getValue()));
  }

  private static Optional<Address> address(JsonNode value) {
    return Optional.ofNullable(Fields.text(value)).flatMap(Address::parse);
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
