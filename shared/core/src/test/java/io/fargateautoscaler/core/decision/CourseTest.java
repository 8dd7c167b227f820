package io.fargateautoscaler.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Floors and caps of a course that starts at 10. */
class CourseTest {
  private static Course asks(int count) {
    Course course = new Course(10);
    course.move("policies", count, null, "the load");
    return course;
  }

  @ParameterizedTest(name = "asked {0}, floor {1}: {2}")
  @CsvSource({"5, 8, 8", "5, 10, 10", "5, 12, 10", "5, 5, 5", "5, 3, 5", "15, 20, 15"})
  void aFloorStopsAMoveAndNeverCausesOne(int asked, int floor, int expected) {
    Course course = asks(asked);
    course.floor("floor", floor, HoldReason.BUSY, "busy");

    assertThat(course.count()).isEqualTo(expected);
    assertThat(course.trace()).hasSize(expected == asked ? 1 : 2);
  }

  @ParameterizedTest(name = "asked {0}, cap {1}: {2}")
  @CsvSource({"15, 12, 12", "15, 10, 10", "15, 8, 10", "15, 15, 15", "15, 20, 15", "5, 3, 5"})
  void aCapStopsAMoveAndNeverCausesOne(int asked, int cap, int expected) {
    Course course = asks(asked);
    course.cap("cap", cap, HoldReason.CAPACITY, "none come");

    assertThat(course.count()).isEqualTo(expected);
    assertThat(course.trace()).hasSize(expected == asked ? 1 : 2);
  }

  @ParameterizedTest(name = "asked {0}: scales in {1}")
  @CsvSource({"9, true", "10, false", "11, false"})
  void onlyASmallerCountScalesIn(int asked, boolean expected) {
    assertThat(asks(asked).scalesIn()).isEqualTo(expected);
  }

  @Test
  void theFirstStageThatPinnedTheCountIsItsReason() {
    Course course = asks(15);
    course.cap("crash-loop", 10, HoldReason.CRASH_LOOP, "first");
    course.cap("capacity", 10, HoldReason.CAPACITY, "second");

    assertThat(course.pinned()).contains(new Decision.Hold(HoldReason.CRASH_LOOP, 10, "first"));
  }

  @Test
  void aCountThatNoStageChangedHasNoPin() {
    assertThat(asks(10).pinned()).isEmpty();
    assertThat(asks(15).pinned()).as("asked for by the policies themselves").isEmpty();
  }
}
