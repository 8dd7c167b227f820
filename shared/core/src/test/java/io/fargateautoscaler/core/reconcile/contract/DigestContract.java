package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.digest.DigestStore;
import io.fargateautoscaler.core.digest.Episode;
import io.fargateautoscaler.core.digest.FailureDigest;
import io.fargateautoscaler.core.failure.StopClass;
import io.fargateautoscaler.core.notice.Notice;
import io.fargateautoscaler.core.notice.NoticeDetail.Failed.Cause;
import io.fargateautoscaler.core.notice.Outbox;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Digests of failed tasks: each stop counts once, whoever reports it. */
public abstract class DigestContract {
  private static final ServiceRef CHECKOUT = new ServiceRef("shop", "checkout");
  private static final ServiceRef CART = new ServiceRef("shop", "cart");

  private static final FailureDigest OPEN =
      new FailureDigest(
          new TreeMap<>(
              Map.of(
                  StopClass.CRASH,
                  new Episode(
                      "e-1",
                      Samples.NOW,
                      Samples.NOW.plusMillis(1500),
                      Samples.NOW,
                      3,
                      new Episode.Untold(
                          7,
                          List.of(
                              new Cause(5, "it \"crashed\"", "look at its log", "web:12"),
                              new Cause(1, "exit code 3", "look", null)),
                          List.of("arn:task/9", "arn:task/8"))))));

  /** The store of this test; the same at every call, empty at the start of a test. */
  protected abstract DigestStore digests();

  /** The outbox on the same table. */
  protected abstract Outbox outbox();

  /** Lets time pass for both; a test begins at {@link Samples#NOW}. */
  protected abstract void pass(Duration time);

  @Test
  void aServiceWithoutFailuresOwesNothing() {
    assertThat(digests().read(CHECKOUT)).isEqualTo(new DigestStore.Entry(0, FailureDigest.NONE));
    assertThat(digests().open()).isEmpty();
  }

  @Test
  void digestStopsAndNoticesAreWrittenTogether() {
    assertThat(
            digests()
                .write(
                    CHECKOUT,
                    0,
                    OPEN,
                    Map.of("arn:task/1", StopClass.CRASH),
                    List.of(Samples.notice("n-1", CHECKOUT, Samples.NOW))))
        .isTrue();

    assertThat(digests().read(CHECKOUT)).isEqualTo(new DigestStore.Entry(1, OPEN));
    assertThat(digests().known(CHECKOUT, List.of("arn:task/1", "arn:task/2")))
        .containsExactly("arn:task/1");
    assertThat(outbox().waiting(10)).extracting(Outbox.Message::id).containsExactly("n-1");
  }

  @Test
  void f09WhoIsSecondWritesNothing() {
    digests().write(CHECKOUT, 0, OPEN, Map.of(), List.of());

    assertThat(
            digests()
                .write(
                    CHECKOUT,
                    0,
                    FailureDigest.NONE,
                    Map.of("arn:task/1", StopClass.CRASH),
                    List.of(Samples.notice("n-1", CHECKOUT, Samples.NOW))))
        .isFalse();

    assertThat(digests().read(CHECKOUT)).isEqualTo(new DigestStore.Entry(1, OPEN));
    assertThat(digests().known(CHECKOUT, List.of("arn:task/1"))).isEmpty();
    assertThat(outbox().waiting(10)).isEmpty();
  }

  @Test
  void f09AStopIsCountedOnceWhateverTheVersion() {
    Map<String, StopClass> stop = Map.of("arn:task/1", StopClass.CRASH);
    digests().write(CHECKOUT, 0, FailureDigest.NONE, stop, List.of());

    assertThat(digests().write(CHECKOUT, 1, OPEN, stop, List.of())).isFalse();
    assertThat(digests().read(CHECKOUT)).isEqualTo(new DigestStore.Entry(1, FailureDigest.NONE));
  }

  @Test
  void onlyWhatOwesSomethingIsOpen() {
    digests().write(CHECKOUT, 0, OPEN, Map.of(), List.of());
    digests().write(CART, 0, OPEN, Map.of(), List.of());
    digests().write(CART, 1, FailureDigest.NONE, Map.of(), List.of());

    assertThat(digests().open()).containsExactly(Map.entry(CHECKOUT, digests().read(CHECKOUT)));
    assertThat(digests().read(CART)).isEqualTo(new DigestStore.Entry(2, FailureDigest.NONE));
  }

  @Test
  void theLargestWriteFits() {
    Map<String, StopClass> stops = new HashMap<>();
    for (int i = 0; i < DigestStore.MOST_STOPS; i++) {
      stops.put("arn:task/" + i, StopClass.CRASH);
    }
    assertThat(digests().write(CHECKOUT, 0, OPEN, stops, notices())).isTrue();
    assertThat(digests().known(CHECKOUT, stops.keySet())).isEqualTo(stops.keySet());
  }

  private static List<Notice> notices() {
    return IntStream.range(0, StopClass.values().length)
        .mapToObj(i -> Samples.notice("n-" + i, CHECKOUT, Samples.NOW))
        .toList();
  }

  @Test
  void stopsAreKnownForTwentyDays() {
    digests().write(CHECKOUT, 0, OPEN, Map.of("arn:task/1", StopClass.CRASH), List.of());

    pass(Duration.ofDays(19));
    assertThat(digests().known(CHECKOUT, List.of("arn:task/1"))).hasSize(1);
    pass(Duration.ofDays(2));
    assertThat(digests().known(CHECKOUT, List.of("arn:task/1"))).isEmpty();
    assertThat(digests().read(CHECKOUT).digest()).as("it still owes").isEqualTo(OPEN);
  }

  @Test
  void aSettledDigestBeginsAnewAfterADay() {
    digests().write(CHECKOUT, 0, OPEN, Map.of(), List.of());
    digests().write(CHECKOUT, 1, FailureDigest.NONE, Map.of(), List.of());

    pass(Duration.ofHours(25));
    long version = digests().read(CHECKOUT).version();
    assertThat(digests().write(CHECKOUT, version, OPEN, Map.of(), List.of())).isTrue();
    assertThat(digests().open()).containsOnlyKeys(CHECKOUT);
  }
}
