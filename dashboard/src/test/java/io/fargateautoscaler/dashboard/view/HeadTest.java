package io.fargateautoscaler.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.dashboard.Boards;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.Health;
import io.fargateautoscaler.operations.board.ServiceView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HeadTest {
  private static final ServiceView GOOD = Boards.quiet("shop/web", 7);
  private static final ServiceView BAD = Boards.failing("shop/api", "x");

  static Stream<Arguments> sentences() {
    return Stream.of(
        Arguments.of("none", List.of(), List.of(), "No service is watched yet."),
        Arguments.of(
            "one", List.of(GOOD), List.of(), "1 service with 6 running tasks; all is well."),
        Arguments.of(
            "a bad one",
            List.of(BAD, GOOD),
            List.of("x"),
            "2 services with 15 running tasks; look at shop/api (crash loop)."),
        Arguments.of(
            "many bad ones",
            List.of(BAD, BAD, BAD, BAD, BAD),
            List.of(),
            "5 services with 45 running tasks; look at shop/api (crash loop), shop/api (crash"
                + " loop), shop/api (crash loop) and 2 more."),
        Arguments.of(
            "a problem",
            List.of(GOOD),
            List.of("no tick"),
            "1 service with 6 running tasks; look at this:"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void theAnswerComesFirst(
      String name, List<ServiceView> services, List<String> problems, String sentence) {
    Board board = new Board(Boards.NOW, Boards.health(problems), services);
    assertThat(Head.of(board).sentence()).isEqualTo(sentence);
    assertThat(Head.of(board).problems()).isEqualTo(problems);
  }

  @Test
  void factsAddUpTheCosts() {
    assertThat(Head.of(Boards.of(GOOD, GOOD)).facts())
        .extracting(fact -> fact.number() + " " + fact.what())
        .containsExactly(
            "active mode",
            "14 s since the last tick",
            "0.59 USD an hour for tasks",
            "429 USD a month",
            "0.31 USD a month for the autoscaler");
  }

  @Test
  void whatIsWrongIsMarked() {
    Health health =
        new Health(
            "s",
            "p",
            Mode.OBSERVE,
            Boards.NOW.minusSeconds(181),
            Boards.NOW.plusSeconds(60),
            3,
            2,
            null,
            List.of());
    assertThat(Head.of(new Board(Boards.NOW, health, List.of())).facts())
        .containsExactly(
            new Head.Fact("observe", "mode", false),
            new Head.Fact("3 min", "since the last tick", true),
            new Head.Fact("frozen", "until 14:06:00 UTC", true),
            new Head.Fact("3", "notices wait", false),
            new Head.Fact("2", "dead letters", true));
  }
}
