package io.fargateautoscaler.operations.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void equalLinesHaveNoDifference() {
    assertThat(LineDiff.of("a\nb\n", "a\nb")).isEmpty();
  }

  @Test
  void aChangeStandsAmongThreeLinesOnEachSide() {
    assertThat(LineDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nfive\n6\n7\n8\n9"))
        .containsExactly("@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+five", " 6", " 7", " 8");
  }

  @Test
  void changesFarFromEachOtherStandApart() {
    String before = IntStream.range(0, 20).mapToObj(i -> "" + i).collect(Collectors.joining("\n"));

    assertThat(LineDiff.of(before, before.replaceFirst("1\n", "").replace("18", "x")))
        .containsExactly(
            "@@ -1,5 +1,4 @@",
            " 0",
            "-1",
            " 2",
            " 3",
            " 4",
            "@@ -16,5 +15,5 @@",
            " 15",
            " 16",
            " 17",
            "-18",
            "+x",
            " 19");
  }

  @Test
  void aNewTextIsAllAdded() {
    assertThat(LineDiff.of("", "a\nb")).containsExactly("@@ -0,0 +1,2 @@", "+a", "+b");
  }

  @Test
  void aMovedLineLeavesAndComes() {
    assertThat(LineDiff.of("a\nb\nc", "b\nc\na"))
        .containsExactly("@@ -1,3 +1,3 @@", "-a", " b", " c", "+a");
  }
}
