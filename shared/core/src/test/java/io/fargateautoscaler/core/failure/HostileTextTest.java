package io.fargateautoscaler.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.text.Untrusted;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others wrote cannot leave its place in a sentence, nor cost more than its length. */
class HostileTextTest {
  private static final int LONGEST_SENTENCE = 700;
  private static final List<String> PIECES =
      List.of(
          "\u0000",
          "\r\n",
          "\u001b[31m",
          "\u202e",
          "\u2069",
          "\u200b",
          "\ud800",
          "<b>",
          "{image}",
          "{",
          "}",
          "CannotPullContainerError: ",
          ": not found",
          ":secret:",
          ":parameter/",
          ":role/",
          "exec: \"",
          "subnet-",
          ":targetgroup/",
          "\u0130",
          "AKIAABCDEFGHIJKLMNOP",
          "password=hunter2",
          "\"",
          "a",
          " ");

  @Test
  void namesAndReasonsOfAnyTextStayOnTheirLine() {
    long seed = 20_260_115L;
    System.out.println("fuzz.seed=" + seed);
    var random = new Random(seed);
    List<String> codes =
        List.of(text(random, 3), "TaskFailedToStart", "EssentialContainerExited", "UserInitiated");
    for (int i = 0; i < 20_000; i++) {
      var container =
          new StopFacts.Container(
              text(random, 4),
              text(random, 4),
              random.nextInt(200),
              untrusted(random),
              text(random, 2));
      StopFacts facts =
          new StopFacts(
              codes.get(random.nextInt(codes.size())),
              untrusted(random),
              List.of(container),
              text(random, 3),
              text(random, 3),
              text(random, 2),
              text(random, 2),
              null,
              null,
              null);
      Classified stop = StopClassifier.classify(facts);
      check(stop.cause(), stop.nextStep());
      ClassifiedTrouble trouble =
          ServiceClassifier.classify(
              new ServiceFacts(
                  random.nextBoolean() ? "SERVICE_TASK_PLACEMENT_FAILURE" : text(random, 3),
                  text(random, 2),
                  untrusted(random),
                  text(random, 3)));
      check(trouble.cause(), trouble.nextStep());
    }
  }

  private static Untrusted untrusted(Random random) {
    return new Untrusted(text(random, 12));
  }

  private static String text(Random random, int most) {
    var text = new StringBuilder();
    for (int i = random.nextInt(most); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static void check(String... sentences) {
    for (String sentence : sentences) {
      assertThat(sentence).hasSizeLessThan(LONGEST_SENTENCE).doesNotContain("hunter2", "AKIAABC");
      assertThat(Untrusted.isPrintable(sentence)).as(sentence).isTrue();
    }
  }

  /** Linear: a text is cut to a fixed length before anything compares it, however long it is. */
  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000, 1_000_000})
  void onlyTheBeginningOfALongTextIsCompared(int size) {
    String tail = "CannotPullContainerError: x: not found";
    Stops far =
        Stops.of("TaskFailedToStart", false, "a".repeat(size) + tail, "-", "a".repeat(size) + tail);
    assertThat(far.classified()).returns("failed-to-start", Classified::row);
    Evidence evidence = Evidence.of(far.facts());
    assertThat(evidence.texts()).hasSize(2).allSatisfy(text -> assertThat(text).hasSize(4096));
    check(far.classified().cause());
  }

  /** A task of ECS has ten containers at most; an event may claim any number. */
  @Test
  void onlyTenContainersAreLookedAt() {
    Stops stop = Stops.of("EssentialContainerExited", true, "x", "0", "-");
    for (int i = 0; i < 20; i++) {
      stop = stop.beside("c" + i, i < 12 ? 0 : 1);
    }
    assertThat(Evidence.of(stop.facts()).exitCodes()).hasSize(10);
    assertThat(stop.classified()).returns("exited-cleanly", Classified::row);
  }
}
