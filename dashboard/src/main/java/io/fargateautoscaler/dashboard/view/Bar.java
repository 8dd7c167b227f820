package io.fargateautoscaler.dashboard.view;

import io.fargateautoscaler.operations.board.ServiceView;
import java.util.Locale;

/**
 * The range with the count in it; places are percent of the width.
 *
 * @param from where the range begins; above 0 if the count is below it
 * @param width of the range
 * @param running how far the running tasks reach
 * @param desired where the desired count stands
 * @param text the same in words
 */
record Bar(
    int min, int max, String from, String width, String running, String desired, String text) {

  static Bar of(ServiceView service) {
    int low = Math.min(service.min(), Math.min(service.desired(), service.running()));
    int high = Math.max(service.max(), Math.max(service.desired(), service.running()));
    // A range of one count is full.
    double span = Math.max(1, high - low);
    double from = high == low ? 0 : 100 * (service.min() - low) / span;
    double to = high == low ? 100 : 100 * (service.max() - low) / span;
    double running = high == low ? 100 : 100 * (service.running() - low) / span;
    double desired = high == low ? 100 : 100 * (service.desired() - low) / span;
    return new Bar(
        service.min(),
        service.max(),
        number(from),
        number(to - from),
        number(running),
        number(desired),
        service.desired() + " tasks desired of " + service.min() + " to " + service.max());
  }

  private static String number(double percent) {
    return String.format(Locale.ROOT, "%.1f", percent);
  }
}
