package io.fargateautoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** What a command printed, and its exit code. */
record Run(int code, String out, String err) {
  static Run of(String input, String... arguments) {
    return of(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  static Run of(InputStream input, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Main.commandLine(new Texts(input))
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    Run run = new Run(code, out.toString(), err.toString());
    assertThat(run.out() + run.err()).doesNotContain("Exception", "\tat ", "\u001b");
    return run;
  }
}
