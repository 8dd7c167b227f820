package io.fargateautoscaler.functions.taskevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.reconcile.inmemory.InMemoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskEventsHandlerTest {
  private final InMemoryStore store = Sample.store("shop/checkout");
  private final List<String> log = new ArrayList<>();
  private final TaskEventsHandler handler =
      new TaskEventsHandler(
          Sample.events(store, new InMemoryTasks(), (_, _) -> {}, true), log::add);

  @Test
  void onlyTheUnreadableMessageIsGivenBack() {
    assertThat(
            handler.handle(Sample.batch(List.of("not json", Sample.outOfMemory("checkout", "t1")))))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"m0\"}]}");
    assertThat(log)
        .singleElement()
        .satisfies(line ->
            assertThat(line).contains("\"failed\":1", "\"unreadable\":1").doesNotContain("\n"));
  }

  @Test
  void aMessageWithoutAnIdIsNeverNamed() {
    assertThat(handler.handle("{")).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void mangledEventsNeverThrow() {
    String good =
        Sample.batch(
            List.of(Sample.outOfMemory("checkout", "t1"), Sample.scaledIn("checkout", "t2")));
    long seed = 20260116;
    Random random = new Random(seed);
    for (int round = 0; round < 4000; round++) {
      StringBuilder mangled = new StringBuilder(good);
      for (int i = random.nextInt(4); i >= 0 && !mangled.isEmpty(); i--) {
        int at = random.nextInt(mangled.length());
        switch (random.nextInt(3)) {
          case 0 -> mangled.deleteCharAt(at);
          case 1 -> mangled.setCharAt(at, (char) random.nextInt(1, 0x500));
          default -> mangled.insert(at, "\"[{}],:0\\".charAt(random.nextInt(9)));
        }
      }
      assertThat(handler.handle(mangled.toString()))
          .as("seed %s round %s", seed, round)
          .startsWith("{\"batchItemFailures\":[");
    }
  }

  @Test
  void everyBadVariableIsNamedAtOnce() {
    assertThatThrownBy(() -> Settings.read(Map.of()))
        .hasMessageContainingAll("ACCOUNT_ID", "AWS_REGION", "STATE_TABLE", "WORK_QUEUE_URL");
  }

  @Test
  void startedTasksAreToldOnlyWhereThatIsOn() {
    Map<String, String> standard =
        Map.of(
            "ACCOUNT_ID",
            "111122223333",
            "AWS_REGION",
            "eu-west-1",
            "STATE_TABLE",
            "state",
            "WORK_QUEUE_URL",
            "https://sqs/work");
    Map<String, String> given = new HashMap<>(standard);
    assertThat(Settings.read(given).taskStartedNotices()).isFalse();
    given.put("TASK_STARTED_NOTICES", "off");
    assertThat(Settings.read(given).taskStartedNotices()).isFalse();
    given.put("TASK_STARTED_NOTICES", "on");
    assertThat(Settings.read(given).taskStartedNotices()).isTrue();
    given.put("TASK_STARTED_NOTICES", "true");
    assertThatThrownBy(() -> Settings.read(given))
        .hasMessageContaining("TASK_STARTED_NOTICES is neither on nor off");
  }
}
