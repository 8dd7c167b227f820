package io.fargateautoscaler.simulator.gallery;

import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.Notice.Event;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The page {@code docs/notices.md}, made from the gallery. */
public final class GalleryPage {
  private GalleryPage() {}

  /** The whole page. */
  public static String markdown() {
    List<Notice> notices = Gallery.notices();
    var page = new StringBuilder();
    page.append("# Notices\n\n");
    page.append("What people are told, when, and what to do then. The first line says who, what ");
    page.append("and why, the second what to do.\n");
    page.append("One that lasts opens an incident, and `recovered` closes it with the same ");
    page.append("incident id; in chat they share a thread.\n");
    page.append("How to subscribe stands in [operations.md](operations.md#what-it-tells).\n\n");
    page.append("This page is generated from short runs of the shipped rules: ");
    page.append("`./autoscaler notices --demo --markdown`.\n\n");
    page.append("| event | severity | when | closed by `recovered` | what to do |\n");
    page.append("|---|---|---|---|---|\n");
    Set<Event> listed = EnumSet.of(Event.RECOVERED);
    for (Notice notice : notices) {
      if (listed.add(notice.event())) {
        page.append("| [`").append(notice.event().wireName()).append("`](#");
        page.append(notice.event().wireName()).append(") | ").append(severity(notice));
        page.append(" | ").append(when(notice.event())).append(" | ");
        page.append(closing(notice, notices).isPresent() ? "yes" : "–").append(" | ");
        page.append(toDo(notice)).append(" |\n");
      }
    }
    Set<Event> shown = EnumSet.noneOf(Event.class);
    for (Notice notice : notices) {
      if (notice.event() == Event.RECOVERED) {
        page.append("\nand at its end:\n");
      } else if (!shown.add(notice.event())) {
        page.append("\nthen, as long as it goes on:\n");
      } else {
        page.append("\n## ").append(notice.event().wireName()).append('\n');
      }
      mail(page, Forms.of(notice));
    }
    forms(page, notices);
    return page.toString();
  }

  private static void mail(StringBuilder page, Forms forms) {
    page.append("\n```\nSubject: ").append(forms.main().subject()).append("\n\n");
    page.append(forms.main().text()).append("\n```\n");
  }

  /** One notice in full: the end of an incident, because it is short. */
  private static void forms(StringBuilder page, List<Notice> notices) {
    Forms forms =
        notices.stream()
            .filter(notice -> notice.event() == Event.RECOVERED)
            .map(Forms::of)
            .findFirst()
            .orElseThrow();
    page.append("\n## The forms of a notice\n\n");
    page.append("Mail gets the subject and the text, phones the subject. Queues, functions, ");
    page.append("https and Firehose get JSON; that of a\n");
    page.append("decision holds the whole decision record, as far as 32 KiB allow:\n\n```json\n");
    page.append(forms.json().toPrettyString()).append("\n```\n\n");
    page.append("All have message attributes for filter policies: ");
    page.append(
        String.join(
            ", ",
            forms.attributes().entrySet().stream()
                .map(each -> "`" + each.getKey() + "` = `" + each.getValue() + "`")
                .toList()));
    page.append(
        ".\n\nThe chat topic gets a custom notification of Amazon Q Developer. Characters ");
    page.append("that Slack or Teams could take as\n");
    page.append("markup, mention or link are replaced by others that look like them:\n\n```json\n");
    page.append(forms.chat().orElseThrow().toPrettyString()).append("\n```\n");
  }

  private static Optional<Notice> closing(Notice opening, List<Notice> notices) {
    return notices.stream()
        .filter(notice -> notice.event() == Event.RECOVERED && opening.incident() != null)
        .filter(notice -> Objects.equals(notice.incident(), opening.incident()))
        .findFirst();
  }

  private static String severity(Notice notice) {
    return notice.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String toDo(Notice notice) {
    return notice.lines().stream()
        .filter(line -> line.startsWith(Notice.TO_DO))
        .map(line -> line.substring(Notice.TO_DO.length()).replace("|", "\\|"))
        .findFirst()
        .orElse("–");
  }

  private static String when(Event event) {
    return switch (event) {
      case WATCHING -> "a service is seen for the first time";
      case SCALED -> "the count was changed";
      case WOULD_SCALE -> "the count would have been changed, were the mode active";
      case TASK_STARTED -> "a task runs; only with the parameter `TaskStartedNotices`";
      case TASK_FAILED ->
          "tasks stopped unexpectedly: the first of a class at once, further ones every 15 min";
      case BLIND -> "no usable data for 5 min";
      case EXTERNAL_CHANGE -> "somebody else changed the count";
      case PARKED -> "somebody set the count to 0";
      case POLICY_REJECTED -> "a document, or the mode of the stack, is wrong";
      case RELEASED -> "a document was deleted";
      case RECOVERED -> "what a notice opened is over";
      case DEPLOYING_LONG -> "a deployment has run for `deployment-hold`";
      case CRASH_LOOP -> "the brake engaged: starting tasks fail";
      case CAPACITY -> "tasks that were asked for do not come";
      case VETOED -> "an alarm stopped a move";
      case AT_MAX -> "the range cut the number at its maximum";
      case OTHER_SCALER -> "another scaler is active";
      case REVISION_FAILS -> "only tasks of the deployment under way fail as they start";
      case WITHHELD -> "more than `NoticeLimit` notices were due in 15 min";
      case REFUSED -> "AWS has refused changes for 5 min";
      case COMPARED -> "the day of an observed service is over (UTC), and 6 h of it were measured";
    };
  }
}
