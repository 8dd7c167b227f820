package io.fargateautoscaler.core.failure;

import java.util.List;
import java.util.stream.Collectors;

/** One thing that must be so for a row to fit. Texts are compared without letter case. */
sealed interface Clue {

  boolean fits(Evidence evidence);

  /** How the reference says it. */
  String words();

  /** The stop code, or the name of the event, is one of these. */
  record Code(List<String> codes) implements Clue {
    @Override
    public boolean fits(Evidence evidence) {
      return codes.contains(evidence.code());
    }

    @Override
    public String words() {
      return either(codes);
    }
  }

  /** The event is of this type. */
  record Level(String level) implements Clue {
    @Override
    public boolean fits(Evidence evidence) {
      return level.equals(evidence.level());
    }

    @Override
    public String words() {
      return "type `" + level + "`";
    }
  }

  /** The reason that ECS gives begins with this. */
  record Begins(String prefix) implements Clue {
    @Override
    public boolean fits(Evidence evidence) {
      return evidence.reason().startsWith(prefix);
    }

    @Override
    public String words() {
      return "reason begins with `" + prefix + "`";
    }
  }

  /**
   * One of the fragments is in the reason, or in that of a container.
   *
   * @param name for fragments that several rows share; empty for those of one row
   */
  record Says(String name, List<String> fragments) implements Clue {
    @Override
    public boolean fits(Evidence evidence) {
      return evidence.texts().stream()
          .anyMatch(text -> fragments.stream().anyMatch(text::contains));
    }

    @Override
    public String words() {
      return name.isEmpty() ? "reason has " + either(fragments) : "reason says *" + name + "*";
    }
  }

  /** The container that the stop is about ended with one of these exit codes. */
  record Exit(List<Integer> codes) implements Clue {
    @Override
    public boolean fits(Evidence evidence) {
      return evidence.telling() != null && codes.contains(evidence.telling());
    }

    @Override
    public String words() {
      return "exit code " + either(codes.stream().map(String::valueOf).toList());
    }
  }

  /** A clue without a value. */
  enum Plain implements Clue {
    /** When one ends, ECS stops those beside it with a signal. */
    EXITED_WITH_ZERO("an exit code is 0 and every other one 0 or 143") {
      @Override
      public boolean fits(Evidence evidence) {
        return evidence.exitCodes().contains(0)
            && evidence.exitCodes().stream().allMatch(code -> code == 0 || code == 143);
      }
    },
    RAN("the task had run") {
      @Override
      public boolean fits(Evidence evidence) {
        return evidence.ran();
      }
    },
    NEVER_RAN("the task never ran") {
      @Override
      public boolean fits(Evidence evidence) {
        return !evidence.ran();
      }
    },
    NOT_EXITED("not `EssentialContainerExited`") {
      @Override
      public boolean fits(Evidence evidence) {
        return !evidence.code().equals("EssentialContainerExited");
      }
    },
    NO_REASON("no reason") {
      @Override
      public boolean fits(Evidence evidence) {
        return evidence.reason().isBlank();
      }
    },
    UNHEALTHY("a container is `UNHEALTHY`") {
      @Override
      public boolean fits(Evidence evidence) {
        return evidence.unhealthy();
      }
    },
    ON_SPOT("capacity provider `FARGATE_SPOT`") {
      @Override
      public boolean fits(Evidence evidence) {
        return evidence.spot();
      }
    };

    private final String words;

    Plain(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }
  }

  static String either(List<String> options) {
    return options.stream().map(option -> "`" + option + "`").collect(Collectors.joining(" or "));
  }
}
