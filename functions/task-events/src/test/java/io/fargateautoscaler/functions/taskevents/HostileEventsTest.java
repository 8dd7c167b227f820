package io.fargateautoscaler.functions.taskevents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import io.fargateautoscaler.core.tasks.StartRecorder;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import io.fargateautoscaler.events.EventDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read of mutated events, in every form: harmless, short, and never an exception. */
class HostileEventsTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_121L);
  private static final int MUTANTS = 100_000;
  private static final int BATCH = 50;
  private static final Instant NOW = Instant.parse("2023-05-02T15:30:00Z");
  private static final Pattern CONTROL = Pattern.compile("[\\p{C}\\u2028\\u2029&&[^\\n]]");

  private static final List<String> HOSTILE =
      List.of(
          "\u202eevil\u2066",
          "a\r\nSubject: forged\u0000\u001b[31m",
          "<script>alert(1)</script>",
          "<!channel> @here `x` *b* _i_ [l](http://evil.example)",
          "\u2028\u2029\u0085\u200b\ufeff",
          "=cmd|' /C calc'!A0",
          "\ud800",
          "x".repeat(5000),
          "+1000000000-12-31T23:59:59Z",
          "-1",
          "");

  private final ObjectMapper json = new ObjectMapper();

  /** Every service has a policy, whatever a mutant calls it. */
  private static final class All extends AbstractSet<ServiceRef> {
    @Override
    public boolean contains(Object service) {
      return service instanceof ServiceRef;
    }

    @Override
    public Iterator<ServiceRef> iterator() {
      return Set.<ServiceRef>of().iterator();
    }

    @Override
    public int size() {
      return 0;
    }
  }

  @Test
  void mutantsLeaveNothingHarmfulInAnyForm() throws IOException {
    System.out.println("fuzz.seed=" + SEED);
    Random random = new Random(SEED);
    List<JsonNode> seeds = new ArrayList<>();
    for (String folder : List.of("ecs-task", "ecs-service-action", "synthetic")) {
      try (Stream<Path> files = Files.list(Path.of("../../events", folder))) {
        for (Path file : files.sorted().toList()) {
          JsonNode seed = json.readTree(file.toFile());
          if (seed.isObject()) {
            seeds.add(seed);
          }
        }
      }
    }
    int told = 0;
    for (int from = 0; from < MUTANTS; from += BATCH) {
      InMemoryStore store = new InMemoryStore(new TopicForms(true), () -> Instant.EPOCH);
      List<String> bodies = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        JsonNode mutant = seeds.get((from + i) % seeds.size()).deepCopy();
        for (int change = random.nextInt(4); change >= 0; change--) {
          mutate(mutant, random);
        }
        bodies.add(mutant.toString());
      }
      TaskEvents events =
          new TaskEvents(
              new EventDecoder(null, null),
              new TaskRecorder(
                  All::new, store, new FailureReports(store, () -> NOW), (_, _) -> {}, () -> NOW),
              new StartRecorder(All::new, store, store, (_, _) -> {}, () -> NOW, true),
              () -> NOW);
      TaskEvents.Result result = events.handle(Sample.messages(bodies));
      assertThat(result.trouble()).as("seed %s, from %s", SEED, from).isEmpty();
      for (Outbox.Message message : store.waiting(10_000)) {
        told++;
        check(message, "seed " + SEED + ", from " + from);
      }
    }
    assertThat(told).as("mutants that people are told of").isGreaterThan(1000);
  }

  private static void check(Outbox.Message message, String where) {
    assertThat(message.subject()).as(where).matches("[ -~]{1,99}");
    assertThat(CONTROL.matcher(message.text()).find()).as(where + message.text()).isFalse();
    assertThat(CONTROL.matcher(message.json()).find()).as(where + message.json()).isFalse();
    assertThat(message.text().lines().count())
        .as(where)
        .isBetween(message.forChat() ? 0L : 2L, 12L);
    assertThat(message.json().length()).as(where).isLessThanOrEqualTo(32 * 1024);
  }

  /** Changes one value somewhere below {@code node}. */
  private static void mutate(JsonNode node, Random random) {
    List<Runnable> changes = new ArrayList<>();
    collect(node, random, changes);
    if (!changes.isEmpty()) {
      changes.get(random.nextInt(changes.size())).run();
    }
  }

  private static void collect(JsonNode node, Random random, List<Runnable> changes) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(entry -> {
            changes.add(() -> object.set(entry.getKey(), other(entry.getValue(), random)));
            collect(entry.getValue(), random, changes);
          });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int at = i;
        changes.add(() -> array.set(at, other(array.get(at), random)));
        collect(array.get(i), random, changes);
      }
    }
  }

  private static JsonNode other(JsonNode value, Random random) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    String hostile = HOSTILE.get(random.nextInt(HOSTILE.size()));
    return switch (random.nextInt(6)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.numberNode(random.nextLong());
      case 2 -> nodes.arrayNode().add(hostile);
      case 3 -> nodes.textNode(hostile);
      default -> nodes.textNode(value.isValueNode() ? value.asText() + hostile : hostile);
    };
  }
}
