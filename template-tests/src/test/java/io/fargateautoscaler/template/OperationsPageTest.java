package io.fargateautoscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.HoldReason;
import io.fargateautoscaler.core.notice.Notice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/operations.md says what each hold code, notice and alarm means. */
final class OperationsPageTest {
  private static final Path PAGE = Template.projectRoot().resolve("docs/operations.md");

  @Test
  void every_hold_code_has_a_row() throws Exception {
    assertThat(rows()).contains(names(Arrays.stream(HoldReason.values()).map(Enum::name).toList()));
  }

  @Test
  void every_notice_has_a_row() throws Exception {
    assertThat(rows())
        .contains(names(Arrays.stream(Notice.Event.values()).map(Notice.Event::wireName).toList()));
  }

  @Test
  void every_alarm_of_the_template_has_a_row() throws Exception {
    List<String> alarms = List.copyOf(Template.read().resources("AWS::CloudWatch::Alarm").keySet());
    assertThat(alarms).hasSizeGreaterThan(10);
    assertThat(rows()).contains(names(alarms));
  }

  private static String[] names(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").toArray(String[]::new);
  }

  /** The first cells of all tables. */
  private static String rows() throws Exception {
    return String.join(
        "\n",
        Files.readString(PAGE)
            .lines()
            .filter(line -> line.startsWith("|"))
            .map(line -> line.split("\\|", 3)[1])
            .toList());
  }
}
