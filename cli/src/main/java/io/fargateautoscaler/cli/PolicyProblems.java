package io.fargateautoscaler.cli;

import io.fargateautoscaler.config.Problem;
import java.io.PrintWriter;
import java.util.List;

/** The problems of a policy document, a line each. */
final class PolicyProblems {
  private PolicyProblems() {}

  /**
   * @param name of the document, printable
   */
  static void print(String name, List<Problem> problems, PrintWriter to) {
    to.println(name + ": " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
    int width = problems.stream().mapToInt(problem -> place(problem).length()).max().orElse(0);
    for (Problem problem : problems) {
      to.println(
          "  "
              + (place(problem) + " ".repeat(width)).substring(0, width)
              + Texts.printable("" + problem));
    }
  }

  private static String place(Problem problem) {
    return problem.line() == 0 ? "" : "line " + problem.line() + "   ";
  }
}
