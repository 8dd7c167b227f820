package io.fargateautoscaler.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.core.failure.Classified;
import io.fargateautoscaler.core.failure.ClassifiedTrouble;
import io.fargateautoscaler.core.failure.ServiceClassifier;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No input makes the decoder throw, or says more than it should. */
class HostileInputTest {

  private static final long SEED = Long.getLong("fuzz.seed", 20_260_115L);
  private static final int MUTANTS = 100_000;

  private final JsonMapper mapper = new JsonMapper();
  private final Replay replay = new Replay(new EventDecoder(null, null));
  private final EventDecoder strict = new EventDecoder("111122223333", "us-east-2");

  @Test
  void mutantsNeverThrow() throws Exception {
    System.out.println("fuzz.seed=" + SEED);
    var random = new Random(SEED);
    List<JsonNode> seeds = new ArrayList<>();
    for (String name : ExampleEvents.names()) {
      seeds.add(mapper.readTree(ExampleEvents.read(name)));
    }
    for (int i = 0; i < MUTANTS; i++) {
      JsonNode tree = seeds.get(i % seeds.size()).deepCopy();
      int changes = 1 + random.nextInt(4);
      for (int change = 0; change < changes; change++) {
        mutate(tree, random);
      }
      String text = tree.toString();
      if (random.nextInt(10) == 0) {
        text = text.substring(0, random.nextInt(text.length() + 1));
      }
      String mutant = text;
      Assertions.assertDoesNotThrow(() -> check(mutant), () -> "seed " + SEED + ": " + mutant);
    }
  }

  private void check(String text) {
    assertThat(replay.line("mutant", text).chars()).allMatch(c -> c >= ' ' && c < 0x7f);
    Decoded decoded = strict.decode(text);
    assertThat(decoded.services()).allMatch(ParameterNames::isService);
    decoded.leaves().forEach(HostileInputTest::checkLeaf);
  }

  /** No more hints than the event names services, and every sentence fit to be printed. */
  private static void checkLeaf(Decoded leaf) {
    List<String> hints = Hints.of(leaf);
    if (leaf.ignored() != null) {
      assertThat(hints).isEmpty();
    } else if (leaf.kind() == Kind.SCHEDULE) {
      assertThat(hints).containsExactly(Hints.ALL);
    } else {
      assertThat(leaf.services()).containsAll(hints);
    }
    if (leaf instanceof Decoded.TaskChange(_, var task) && task != null) {
      Classified stop = task.classified();
      assertThat(hints.isEmpty())
          .isEqualTo(leaf.ignored() != null || !stop.stopClass().unexpected());
      checkSentences(stop.cause(), stop.nextStep());
    } else if (leaf instanceof Decoded.ServiceChange change) {
      ClassifiedTrouble trouble = ServiceClassifier.classify(change.facts());
      checkSentences(trouble.cause(), trouble.nextStep());
    }
  }

  private static void checkSentences(String... sentences) {
    for (String sentence : sentences) {
      assertThat(sentence).hasSizeLessThan(700);
      assertThat(Untrusted.isPrintable(sentence)).isTrue();
    }
  }

  /** Drops, renames, changes the type of or repeats one field somewhere in the tree. */
  private static void mutate(JsonNode tree, Random random) {
    JsonNode node = tree;
    while (true) {
      List<JsonNode> deeper = new ArrayList<>();
      node.forEach(child -> {
        if (child.isContainerNode() && !child.isEmpty()) {
          deeper.add(child);
        }
      });
      if (deeper.isEmpty() || random.nextInt(4) == 0) {
        break;
      }
      node = deeper.get(random.nextInt(deeper.size()));
    }
    switch (node) {
      case ObjectNode object when !object.isEmpty() -> {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
          case 0 -> object.remove(name);
          case 1 -> object.set(name + "x", object.remove(name));
          case 2 -> object.set(names.get(random.nextInt(names.size())), object.get(name));
          default -> object.set(name, odd(object, random));
        }
      }
      case ArrayNode array when !array.isEmpty() ->
          array.set(random.nextInt(array.size()), odd(array, random));
      default -> {}
    }
  }

  private static JsonNode odd(JsonNode parent, Random random) {
    var nodes = (ContainerNode<?>) parent;
    return switch (random.nextInt(12)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.numberNode(random.nextLong());
      case 2 -> nodes.numberNode(Double.MAX_VALUE);
      case 3 -> nodes.booleanNode(random.nextBoolean());
      case 4 -> nodes.textNode("");
      case 5 -> nodes.textNode("\u202e\r\n\u0000<script>");
      case 6 -> nodes.textNode("arn:aws:ecs:us-east-2:111122223333:service/" + "x".repeat(300));
      case 7 -> nodes.textNode("service:a/b");
      case 8 -> nodes.textNode("+1000000000-12-31T23:59:59Z");
      case 9 -> nodes.arrayNode().add("x");
      case 10 -> nodes.objectNode().put("x", 1);
      default -> nodes.textNode("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}]}");
    };
  }

  static Stream<Arguments> bodies() {
    String depth = "[".repeat(100_000);
    return Stream.of(
        Arguments.of("depth 100,000, open", depth, Kind.UNREADABLE),
        Arguments.of("depth 100,000", depth + "]".repeat(100_000), Kind.UNREADABLE),
        Arguments.of("depth 65", "[".repeat(65) + "]".repeat(65), Kind.UNREADABLE),
        Arguments.of("10 MB string", "{\"a\":\"" + "a".repeat(10_000_000) + "\"}", Kind.UNREADABLE),
        Arguments.of("string of 300,000", "\"" + "a".repeat(300_000) + "\"", Kind.UNREADABLE),
        Arguments.of("name of 2,000", "{\"" + "n".repeat(2000) + "\":1}", Kind.UNREADABLE),
        Arguments.of("number of 65 digits", "{\"a\":" + "9".repeat(65) + "}", Kind.UNREADABLE),
        Arguments.of("number of a million digits", "9".repeat(1_000_000), Kind.UNREADABLE),
        Arguments.of("1e999999999", "{\"detail\":1e999999999}", Kind.UNKNOWN),
        Arguments.of("NaN", "{\"a\":NaN}", Kind.UNREADABLE),
        Arguments.of("Infinity", "{\"a\":-Infinity}", Kind.UNREADABLE),
        Arguments.of("empty", "", Kind.UNREADABLE),
        Arguments.of("blank", " \n", Kind.UNREADABLE),
        Arguments.of("plain text", "Test message.", Kind.UNREADABLE),
        Arguments.of("text after the object", "{} x", Kind.UNREADABLE),
        Arguments.of("two objects", "{}{}", Kind.UNREADABLE),
        Arguments.of("null", "null", Kind.UNREADABLE),
        Arguments.of("number", "1", Kind.UNREADABLE),
        Arguments.of("text", "\"a\"", Kind.UNREADABLE),
        Arguments.of("list", "[{}]", Kind.UNREADABLE),
        Arguments.of("no records", "{\"Records\":[]}", Kind.UNKNOWN),
        Arguments.of("records of S3", "{\"Records\":[{\"eventSource\":\"aws:s3\"}]}", Kind.UNKNOWN),
        Arguments.of(
            "record without body", "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}", Kind.SQS),
        Arguments.of("half surrogate, escaped", "{\"source\":\"\\ud800\"}", Kind.UNKNOWN),
        Arguments.of("half surrogate, raw", "{\"source\":\"\ud800\"}", Kind.UNKNOWN),
        Arguments.of("UTF-16 read as Latin", "\u00ff\u00fe{\u0000}\u0000", Kind.UNREADABLE),
        Arguments.of("null character", "\u0000", Kind.UNREADABLE),
        Arguments.of(
            "byte order mark",
            "\ufeff{\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}",
            Kind.SCHEDULE),
        Arguments.of(
            "duplicate keys, the last counts",
            "{\"source\":\"x\",\"source\":\"aws.events\",\"detail-type\":\"Scheduled Event\"}",
            Kind.SCHEDULE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bodies")
  void oddBodies(String name, String body, Kind kind) {
    assertThat(strict.decode(body).kind()).as(name).isEqualTo(kind);
    check(body);
  }

  @Test
  void longReasonIsClassifiedByItsBeginning() throws Exception {
    var event = (ObjectNode) mapper.readTree(ExampleEvents.read("synthetic/task-elb-health.json"));
    var detail = (ObjectNode) event.get("detail");
    detail.put("stoppedReason", "a".repeat(100_000) + " health check");
    assertThat(classOf(event)).isEqualTo(StopClass.EXPECTED);
    detail.put("stoppedReason", "health check " + "a".repeat(100_000));
    assertThat(classOf(event)).isEqualTo(StopClass.HEALTH_CHECK);
  }

  private StopClass classOf(JsonNode event) {
    var change = (Decoded.TaskChange) strict.decode(event.toString());
    return Objects.requireNonNull(change.task()).classified().stopClass();
  }

  @Test
  void environmentOfATaskIsNotKept() throws Exception {
    var event = (ObjectNode) mapper.readTree(ExampleEvents.read("synthetic/task-oom.json"));
    ((ObjectNode) event.at("/detail/overrides/containerOverrides/0"))
        .putArray("environment")
        .addObject()
        .put("name", "DB_PASSWORD")
        .put("value", "hunter2");

    assertThat(strict.decode(event.toString()).toString()).doesNotContain("hunter2", "DB_PASSWORD");
  }
}
