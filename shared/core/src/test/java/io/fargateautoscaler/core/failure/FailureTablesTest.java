package io.fargateautoscaler.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.text.Untrusted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The form of the tables, so that a new row cannot break them silently. */
class FailureTablesTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "failures.md");

  static Stream<Row<?>> rows() {
    return Stream.concat(StopTable.ROWS.stream(), ServiceTable.ROWS.stream());
  }

  @Test
  void thePageIsTheTables() throws IOException {
    assertThat(Files.readString(PAGE))
        .as("run: ./autoscaler reference --failures > docs/failures.md")
        .isEqualTo(FailureReference.markdown());
  }

  @Test
  void namesAreUniqueAndTheLastRowTakesEverything() {
    for (List<? extends Row<?>> table : List.of(StopTable.ROWS, ServiceTable.ROWS)) {
      assertThat(table).extracting(Row::name).doesNotHaveDuplicates();
      assertThat(table.getLast().clues()).isEmpty();
      assertThat(table.subList(0, table.size() - 1)).noneMatch(row -> row.clues().isEmpty());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void aRowIsWellFormed(Row<?> row) {
    assertThat(row.name()).matches("[a-z]+(-[a-z]+)*");
    for (String sentence : List.of(row.cause(), row.nextStep())) {
      assertThat(sentence).doesNotEndWith(".").hasSizeLessThan(160);
      String bare = sentence;
      for (String placeholder : Sentence.PLACEHOLDERS.keySet()) {
        bare = bare.replace("{" + placeholder + "}", "");
      }
      assertThat(bare).as("placeholders of " + sentence).doesNotContain("{", "}");
    }
    for (Clue clue : row.clues()) {
      List<String> fragments =
          switch (clue) {
            case Clue.Says says -> says.fragments();
            case Clue.Begins begins -> List.of(begins.prefix());
            default -> List.of();
          };
      assertThat(fragments)
          .as("as they are compared")
          .allSatisfy(each -> assertThat(new Untrusted(each).forMatching()).isEqualTo(each));
    }
  }

  @Test
  void everyClassAndKindIsInItsTable() {
    assertThat(StopTable.ROWS).extracting(Row::kind).contains(StopClass.values());
    assertThat(ServiceTable.ROWS).extracting(Row::kind).contains(ServiceTrouble.values());
  }
}
