package io.fargateautoscaler.core.notice;

import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that people should know.
 *
 * @param id unique for its cause, so that writing it twice tells it once
 * @param subject at most 99 printable ASCII characters
 * @param lines at most 12 lines of text
 * @param incident joins an opening notice and its {@code recovered}; null: stands alone
 * @param detail for programs; null: the text is all
 */
public record Notice(
    String id,
    Instant at,
    Event event,
    Severity severity,
    @Nullable ServiceRef service,
    String subject,
    List<String> lines,
    @Nullable String incident,
    @Nullable NoticeDetail detail) {
  /** Begins the line that says what to do; chat shows that line as the next step. */
  public static final String TO_DO = "What to do: ";

  public Notice {
    lines = List.copyOf(lines);
  }

  /** What happened; {@link #wireName()} stands in message attributes. */
  public enum Event {
    WATCHING,
    SCALED,
    WOULD_SCALE,
    TASK_STARTED,
    TASK_FAILED,
    BLIND,
    EXTERNAL_CHANGE,
    PARKED,
    POLICY_REJECTED,
    RELEASED,
    RECOVERED,
    DEPLOYING_LONG,
    CRASH_LOOP,
    CAPACITY,
    VETOED,
    AT_MAX,
    OTHER_SCALER,
    /** Only tasks of the deployment that runs fail as they start. */
    REVISION_FAILS,
    /** Notices that were too many to be told one by one. */
    WITHHELD,
    /** AWS refuses to change the desired count. */
    REFUSED,
    /** An observed service's day as it was and as it would have been. */
    COMPARED;

    /** For example {@code would-scale}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How much it matters. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }
}
