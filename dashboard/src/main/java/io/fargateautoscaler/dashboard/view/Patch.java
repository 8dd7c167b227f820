package io.fargateautoscaler.dashboard.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.dashboard.view.Frame.Entry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page that shows one frame must change to show the next. */
public final class Patch {
  /** More are not read aloud, only counted. */
  private static final int MOST_NEWS = 3;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Patch() {}

  /**
   * JSON on one line: {@code at}, {@code head}, {@code many}, {@code order} with name and level of
   * all services, {@code services} with those pieces that are new, {@code news} to be read aloud.
   */
  public static String json(Frame before, Frame now) {
    Map<String, Entry> known = before.byName();
    ObjectNode json = MAPPER.createObjectNode();
    json.put("at", now.at());
    json.put("many", now.many());
    if (!now.head().equals(before.head())) {
      json.put("head", now.head());
    }
    ArrayNode order = json.putArray("order");
    ObjectNode services = json.putObject("services");
    for (Entry entry : now.entries()) {
      order.addArray().add(entry.name()).add(entry.level());
      Entry old = known.get(entry.name());
      ObjectNode changed = MAPPER.createObjectNode();
      if (old == null || !old.row().equals(entry.row())) {
        changed.put("row", entry.row());
      }
      if (!now.many() && (old == null || !old.body().equals(entry.body()))) {
        changed.put("body", entry.body());
      }
      if (!changed.isEmpty()) {
        services.set(entry.name(), changed);
      }
    }
    List<String> news =
        now.entries().stream()
            .filter(entry -> isNews(known.get(entry.name()), entry))
            .map(entry -> entry.name() + ": " + entry.latest())
            .toList();
    ArrayNode said = json.putArray("news");
    news.stream().limit(MOST_NEWS).forEach(said::add);
    if (news.size() > MOST_NEWS) {
      said.add("and " + (news.size() - MOST_NEWS) + " more changes");
    }
    return json.toString();
  }

  /** A page that is loaded anew reads nothing aloud. */
  private static boolean isNews(@Nullable Entry old, Entry entry) {
    return old != null && !entry.latest().isEmpty() && !entry.latest().equals(old.latest());
  }
}
