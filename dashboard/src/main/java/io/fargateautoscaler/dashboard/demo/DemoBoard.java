package io.fargateautoscaler.dashboard.demo;

import io.fargateautoscaler.core.policy.Mode;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.board.Board;
import io.fargateautoscaler.operations.board.BoardSource;
import io.fargateautoscaler.operations.board.Health;
import io.fargateautoscaler.simulator.demo.LiveDemo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;

/**
 * The two services of the demo while their story goes on, faster than real time. After its end it
 * begins again with another seed. The world stands still while nobody looks.
 */
public final class DemoBoard implements BoardSource {
  /** More real time than this between two looks is a pause. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final Duration TICK = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final int speed;
  private Instant looked;
  private long seed;
  private LiveDemo demo;

  /**
   * @param clock real time
   * @param speed virtual seconds in a real one, at least 1
   * @param skip virtual seconds of the story that are over at the first look
   */
  public DemoBoard(InstantSource clock, int speed, long seed, int skip) {
    this.clock = clock;
    this.speed = speed;
    this.seed = seed;
    demo = LiveDemo.begin(seed);
    pass(skip);
    looked = clock.instant();
  }

  @Override
  public synchronized Board read() {
    Instant now = clock.instant();
    Duration real = Duration.between(looked, now);
    looked = now;
    if (real.compareTo(LONGEST) > 0) {
      real = LONGEST;
    }
    pass(real.toMillis() * speed / 1000);
    List<ServiceRef> services = List.copyOf(new TreeSet<>(demo.policies().keySet()));
    return new Board(
        demo.now(),
        health(),
        services.stream().map(service -> DemoService.view(demo, service)).toList());
  }

  private void pass(long seconds) {
    for (long i = 0; i < seconds; i++) {
      if (demo.ended()) {
        seed++;
        demo = LiveDemo.begin(seed);
      }
      demo.second();
    }
  }

  private Health health() {
    Instant minute = demo.now().truncatedTo(ChronoUnit.MINUTES);
    Instant tick = minute.plusSeconds(LiveDemo.TICK_SECOND);
    return new Health(
        "demo",
        "a pretend AWS, " + speed + " times as fast, seed " + seed,
        Mode.ACTIVE,
        tick.isAfter(demo.now()) ? tick.minus(TICK) : tick,
        null,
        0,
        0,
        demo.usdPerMonthOfAutoscaler(),
        List.of());
  }
}
