package io.fargateautoscaler.core.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.record.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Fleets of many services, whose calls take time, as scripts over virtual time. */
class ReconcilerFleetTest {
  private static final Duration DEADLINE = Duration.ofSeconds(45);

  private final World world = new World();

  /** Services of five tasks with work for as many. */
  private List<ServiceRef> fleet(String prefix, int count) {
    List<ServiceRef> fleet = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fleet.add(world.service("%s%04d".formatted(prefix, i), 5, 50));
    }
    return fleet;
  }

  private Reconciler.Report tick() {
    return world.reconciler.tick(World.TICK, Map.of(), world.now.plus(DEADLINE));
  }

  private void lookTakes(int seconds) {
    world.beforeLook = () -> world.pass(seconds);
  }

  private void changeTakes(int seconds) {
    world.beforeUpdate = () -> world.pass(seconds);
  }

  private Set<String> decided() {
    Set<String> names = new HashSet<>();
    world.decisions.forEach(record -> names.add(record.service().service()));
    return names;
  }

  @Test
  void aTickThatIsCutGoesOnWhereItStopped() {
    fleet("a", 350);
    lookTakes(12);

    Reconciler.Report first = tick();

    assertThat(decided()).hasSize(200).contains("a0000", "a0199");
    assertThat(first.left()).isEqualTo(150);
    assertThat(world.store.stack().next()).isEqualTo(new ServiceRef("shop", "a0200"));
    world.decisions.clear();
    tick();
    assertThat(decided()).hasSize(200).contains("a0200", "a0349", "a0000", "a0049");
    assertThat(world.store.stack().next()).isEqualTo(new ServiceRef("shop", "a0050"));
  }

  @Test
  void aTickThatReachesAllLeavesNothingToTheNext() {
    fleet("a", 350);
    lookTakes(12);
    tick();
    lookTakes(0);

    Reconciler.Report report = tick();

    assertThat(report.left()).isZero();
    assertThat(report.services()).isEqualTo(350);
    assertThat(world.store.stack().next()).isNull();
  }

  @Test
  void theFirstSliceIsLookedAtHoweverLateItIs() {
    fleet("a", 150);
    lookTakes(44);

    tick();
    tick();

    assertThat(decided()).hasSize(150);
  }

  @Test
  void noneStarvesWhenEveryTickIsCutWhileItLooks() {
    fleet("a", 1000);
    lookTakes(12);
    for (int i = 0; i < 5; i++) {
      tick();
    }

    assertThat(decided()).hasSize(1000);
  }

  @Test
  void noneStarvesWhenAllWantMoreTasksAtEachTick() {
    List<ServiceRef> fleet = fleet("a", 100);
    changeTakes(1);
    for (int i = 0; i < 4; i++) {
      for (int of = 0; of < fleet.size(); of++) {
        // The first want the most, for ever.
        world.waiting.put(fleet.get(of), 10L * (world.desired(fleet.get(of)) + 9 - of / 12));
      }
      tick();
    }

    assertThat(world.services.values()).allMatch(status -> status.desired() > 5);
  }

  @Test
  void theLargestStepIsTheFirstAsLongAsNoneWasLeft() {
    world.service("a", 5, 70);
    world.service("b", 5, 90);
    world.service("c", 5, 60);

    tick();

    assertThat(world.updates).containsExactly("b=9", "a=7", "c=6");
  }

  @Test
  void servicesOfAllSlicesScaleOutBeforeAnyScalesIn() {
    List<ServiceRef> calm = fleet("a", 150);
    List<ServiceRef> busy = fleet("z", 150);
    world.minutes(3);
    calm.forEach(service -> world.waiting.put(service, 10L));
    boolean both = false;
    for (int minute = 1; minute <= 5; minute++) {
      busy.forEach(service -> world.waiting.merge(service, 20L, Long::sum));
      world.updates.clear();
      world.minutes(1);
      List<String> outs = world.updates.stream().filter(each -> each.startsWith("z")).toList();
      assertThat(world.updates.subList(0, outs.size())).isEqualTo(outs);
      both |= !outs.isEmpty() && outs.size() < world.updates.size();
    }

    assertThat(both).as("a tick with both").isTrue();
  }

  @Test
  void nothingScalesInWhileScaleOutsAreLeftAndWhatStaysIsRememberedAllTheSame() {
    List<ServiceRef> calm = fleet("a", 20);
    List<ServiceRef> busy = fleet("z", 80);
    ServiceRef still = world.service("m", 5, 50);
    world.minutes(3);
    calm.forEach(service -> world.waiting.put(service, 10L));
    busy.forEach(service -> world.waiting.put(service, 400L));
    changeTakes(1);
    long before = state(still).version();
    world.pass(60);

    Reconciler.Report first = tick();

    assertThat(first.scaled()).isBetween(20, 79);
    assertThat(world.updates).allMatch(each -> each.startsWith("z"));
    assertThat(first.left()).isGreaterThanOrEqualTo(80 - first.scaled());
    assertThat(state(still).version()).isGreaterThan(before);
    for (int i = 0; i < 4; i++) {
      world.pass(30);
      tick();
    }
    assertThat(calm).allMatch(service -> world.desired(service) == 1);
    assertThat(busy).allMatch(service -> world.desired(service) == 40);
  }

  private ServiceState state(ServiceRef service) {
    StateStore.Stored stored = requireNonNull(world.store.load(List.of(service)).get(service));
    return requireNonNull(stored.state());
  }

  @Test
  void aServiceThatCannotBeReadHarmsNoOther() {
    List<ServiceRef> fleet = fleet("a", 500);
    for (int i = 0; i < 500; i += 50) {
      world.services.remove(fleet.get(i));
    }
    fleet.forEach(service -> world.waiting.put(service, 90L));

    Reconciler.Report report = tick();

    assertThat(report.scaled()).isEqualTo(490);
    assertThat(world.failures).hasSize(10).contains("a0450: throttled");
    assertThat(world.store.stack().frozenUntil()).isNull();
  }

  @Test
  void mostOfAllSlicesMustBeUnreadableBeforeTheFleetFreezes() {
    List<ServiceRef> fleet = fleet("a", 300);
    fleet.subList(0, 100).forEach(world.services::remove);
    tick();
    assertThat(world.store.stack().frozenUntil()).isNull();

    fleet.subList(100, 200).forEach(world.services::remove);
    tick();

    assertThat(world.store.stack().frozenUntil()).isNotNull();
  }

  @Test
  void aThrottledChangeIsTriedAtTheNextTick() {
    ServiceRef service = world.service("a", 5, 90);
    world.nextUpdate = () -> new ScalableTarget.Refused("ThrottlingException: Rate exceeded");
    tick();
    assertThat(world.desired(service)).isEqualTo(5);
    world.nextUpdate = () -> new ScalableTarget.Applied(-1);
    world.pass(60);

    tick();

    assertThat(world.updates).containsExactly("a=9", "a=9");
    assertThat(world.desired(service)).isEqualTo(9);
  }

  @Test
  void rowsThatCannotBeReadFailTheirSliceOnly() {
    fleet("a", 250);
    Reconciler reconciler = world.reconciler(new Losing(Set.of("a0100")));

    Reconciler.Report report = reconciler.tick(World.TICK);

    assertThat(report.held()).isEqualTo(150);
    assertThat(report.failed()).isEqualTo(100);
    assertThat(world.failures).contains("a0199: Unavailable: rows are away");
  }

  @Test
  void withoutAnyRowsTheRunFails() {
    fleet("a", 250);
    Reconciler reconciler = world.reconciler(new Losing(Set.of("a0000", "a0100", "a0200")));

    assertThatThrownBy(() -> reconciler.tick(World.TICK))
        .isInstanceOf(StateStore.Unavailable.class);
    assertThat(world.failures).isEmpty();
  }

  @Test
  void theLooksBetweenTicksKeepTheirTimesHoweverLongTheTickTook() {
    world.service("a", 5, 50);
    lookTakes(25);

    tick();

    assertThat(world.pulses).containsExactly("5s[shop/a]", "15s[shop/a]", "25s[shop/a]");
  }

  @Test
  void anIntentIsAsYoungAsTheChange() {
    ServiceRef service = world.service("a", 5, 90);
    List<ServiceState.Intent> open = new ArrayList<>();
    lookTakes(25);
    world.beforeUpdate = () -> open.add(requireNonNull(state(service).intent()));

    tick();

    assertThat(open)
        .singleElement()
        .satisfies(intent -> assertThat(intent.at()).isEqualTo(world.now));
  }

  @Test
  void hintsStopAtTheirDeadlineAndDoNotMoveTheTick() {
    List<ServiceRef> fleet = fleet("a", 350);
    lookTakes(12);
    Map<ServiceRef, Trigger> hints = new TreeMap<>();
    fleet.forEach(service -> hints.put(service, World.TICK));

    Reconciler.Report report = world.reconciler.reconcile(hints, world.now.plus(DEADLINE));

    assertThat(report.left()).isEqualTo(150);
    assertThat(world.store.stack().next()).isNull();
  }

  /** A store that loses the slices with these services. */
  private final class Losing extends DelegatingStore {
    private final Set<String> lost;

    Losing(Set<String> lost) {
      super(world.store);
      this.lost = lost;
    }

    @Override
    public Map<ServiceRef, Stored> load(Collection<ServiceRef> services) {
      if (services.stream().anyMatch(service -> lost.contains(service.service()))) {
        throw new Unavailable("rows are away", null);
      }
      return super.load(services);
    }
  }
}
