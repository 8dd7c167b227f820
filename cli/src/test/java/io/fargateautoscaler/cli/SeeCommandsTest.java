package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeeCommandsTest {
  private static final List<String> RECORDS =
      Run.of("", "demo", "--json", "--seed", "7").out().lines().toList();

  private static final String SCALED =
      RECORDS.stream().filter(line -> line.contains("\"applied\"")).findFirst().orElseThrow();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          explain                            | 1 | name a service, for example shop/web
          explain web                        | 1 | 'web' is no service; allowed: CLUSTER/SERVICE
          explain shop/web --at noon         | 1 | 'noon' is no time; allowed: 14:02
          explain shop/web --at 25:00        | 1 | '25:00' is no time; allowed: 14:02
          explain shop/web --at 2999-01-01   | 1 | '2999-01-01' is still to come
          explain shop/web --at 00:00 --last | 1 | --at and --last contradict each other
          explain shop/web --record -        | 1 | --record says it all
          explain --record no-such-file      | 1 | no-such-file: no such file
          explain --record -                 | 1 | standard input: no decision record in it
          explain --when 14:02               | 2 | Unknown option: '--when'
          status web                         | 1 | 'web' is no service; allowed: CLUSTER/SERVICE
          status a/b c/d                     | 2 | Unmatched argument at index 2: 'c/d'
          history                            | 2 | Missing required parameter: 'CLUSTER/SERVICE'
          history web                        | 1 | 'web' is no service; allowed: CLUSTER/SERVICE
          history a/b --since yesterday      | 1 | 'yesterday' is no time; allowed: 14:02
          history a/b --since 1.2.3d         | 1 | --since: '1.2.3d' is no length of time
          history a/b --since 0s             | 1 | --since 0s is not before the end
          history a/b --until 2999-01-01     | 1 | '2999-01-01' is still to come
          history a/b --compare --changes     | 1 | --compare shows whole days up to now
          history a/b --compare --until 12:00 | 1 | --compare shows whole days up to now
          history a/b --compare --since soon  | 1 | 'soon' is no time; allowed: 14:02
          history a/b --until 2020-01-01      | 1 | --until 2020-01-01: decisions are kept for 30 days
          status --region eu_west/1          | 1 | 'eu_west/1' is no Region; allowed: a name such as
          status --profile no-such-profile   | 3 | no AWS profile is called no-such-profile
          """)
  void wrongInputIsAnsweredInOneSentence(String words, int code, String sentence) {
    Run run = Run.of("nothing", words.split(" "));
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().findFirst().orElse("")).startsWith("autoscaler: " + sentence);
    if (code != 2) {
      assertThat(run.err()).hasLineCount(1);
    }
  }

  @Test
  void everyRecordOfTheDemoCanBeExplained() {
    for (String record : RECORDS) {
      Run run = Run.of(record, "explain", "--record", "-");
      assertThat(run.code()).isZero();
      assertThat(run.out().lines()).hasSizeGreaterThan(4).allMatch(line -> line.length() <= 100);
    }
    assertThat(Run.of(SCALED, "explain", "--record", "-").out())
        .startsWith("shop/worker at 2026-03-02 09:02:34 UTC: scaled out from 0 to 1 task\n")
        .contains("  because   orders: wake up: 23 messages wait", "  woken by  a pulse");
  }

  @Test
  void theRecordItselfIsTheJson() {
    String row = new JsonMapper().createObjectNode().put("record", SCALED).toString();
    assertThat(Run.of(row, "explain", "--record", "-", "--json").out()).isEqualTo(SCALED + "\n");
  }

  @Test
  void hostileTextOfARecordIsHarmless() {
    String hostile = SCALED.replaceAll("wake up", "\\\\u001b[31m\\\\u202ewake\\\\nup");
    Run run = Run.of(hostile, "explain", "--record", "-");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("?[31m?wake?up").doesNotContain("\u202e");
  }
}
