package io.fargateautoscaler.operations.history;

import io.fargateautoscaler.core.decision.Decision;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.audit.Order;
import io.fargateautoscaler.operations.explain.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a service in a stretch of time: decisions, orders, and changes by others.
 *
 * @param entries newest first
 * @param shortened whether older ones of that time were left out
 */
public record History(List<Entry> entries, boolean shortened) {
  public History {
    entries = List.copyOf(entries);
  }

  /**
   * One line.
   *
   * @param from the count before it; null: it has to do with no count
   * @param to the count after it; null as {@code from}
   * @param what {@code scaled out}, {@code scaled in}, {@code changed}, a code such as {@code
   *     GATE}, or an order such as {@code pause}
   * @param why one sentence
   * @param by the policy that decided, who ordered it, or {@code others}; empty: nobody, it held
   */
  public record Entry(
      Instant at,
      @Nullable Integer from,
      @Nullable Integer to,
      String what,
      String why,
      String by) {

    /** Whether the count became another one. */
    public boolean changed() {
      return from != null && !from.equals(to);
    }
  }

  /**
   * Reads the time from {@code from}, included, to {@code until}, excluded.
   *
   * @param most how many decisions at most
   */
  public static History read(
      AuditTrail trail, ServiceRef service, Instant from, Instant until, int most) {
    List<String> texts = trail.decisions(service, from, until, most + 1);
    boolean shortened = texts.size() > most;
    List<Recorded> records =
        texts.stream().limit(most).map(Recorded::read).flatMap(Optional::stream).toList();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Recorded record = records.get(i);
      entries.add(entry(record));
      Recorded older = i + 1 < records.size() ? records.get(i + 1) : null;
      if (older != null && older.count() != record.before()) {
        entries.add(byOthers(older, record));
      }
    }
    Instant oldest = shortened && !records.isEmpty() ? records.getLast().at() : from;
    trail.orders(service, from, until).stream()
        .filter(order -> !order.at().isBefore(oldest))
        .map(History::entry)
        .forEach(entries::add);
    // A stable sort: what was found in a record stays after the decision that met it.
    entries.sort(Comparator.comparing(Entry::at).reversed());
    return new History(entries, shortened);
  }

  /** The same with the changes of the count only. */
  public History changes() {
    return new History(entries.stream().filter(Entry::changed).toList(), shortened);
  }

  private static Entry entry(Recorded record) {
    Decision.Scale scale = record.scale();
    if (scale != null) {
      return new Entry(
          record.at(),
          scale.from(),
          scale.to(),
          scale.to() > scale.from() ? "scaled out" : "scaled in",
          scale.because(),
          scale.cause());
    }
    Decision.Scale would = record.would();
    return new Entry(
        record.at(),
        record.count(),
        record.count(),
        "" + record.hold(),
        would == null ? record.why() : "would be " + would.words() + ", " + would.because(),
        would == null ? "" : would.cause());
  }

  /** Nobody recorded it, but the count that the next decision met is another one. */
  private static Entry byOthers(Recorded older, Recorded met) {
    return new Entry(
        met.at(),
        older.count(),
        met.before(),
        "changed",
        "found at this look; it was " + older.count() + " after the decision before",
        "others");
  }

  private static Entry entry(Order order) {
    String whole = order.service() == null ? "whole stack: " : "";
    return new Entry(
        order.at(),
        null,
        null,
        order.what().toLowerCase(Locale.ROOT),
        whole + order.detail(),
        order.by());
  }
}
