package io.fargateautoscaler.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StopClassifierTest {
  private static final String SCHEDULER = "ServiceSchedulerInitiated";
  private static final String STARTING = "TaskFailedToStart";

  private static final Stops SPOT =
      Stops.of("-", true, "Your Spot Task was interrupted.", "-", "-").spot();
  private static final Stops NO_SPOT =
      Stops.of(STARTING, false, "Capacity is unavailable at this time.", "-", "-").spot();
  private static final Stops UNHEALTHY = Stops.of(SCHEDULER, true, "-", "137", "-").unhealthy();

  static Stream<StopCase> cases() {
    return StopCase.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void comesTo(StopCase given) {
    Classified classified = given.stop().classified();

    assertThat(classified.row()).isEqualTo(given.row());
    assertThat(classified.stopClass()).isEqualTo(given.stopClass());
    assertThat(classified.cause()).isNotBlank().doesNotContain("{", "}");
    assertThat(classified.nextStep().isEmpty()).isEqualTo(!given.stopClass().unexpected());
  }

  @Test
  void everyRowIsReached() {
    var reached = new TreeSet<String>();
    cases().forEach(given -> reached.add(given.stop().classified().row()));
    Stream.of(SPOT, NO_SPOT, UNHEALTHY).forEach(each -> reached.add(each.classified().row()));

    assertThat(reached)
        .containsExactlyInAnyOrderElementsOf(StopTable.ROWS.stream().map(Row::name).toList());
    assertThat(cases().map(StopCase::stopClass)).contains(StopClass.values());
  }

  /** What must not be lost when AWS words it anew: both versions of each kind of failure. */
  @Test
  void theCausesOfFailedStartsAreKnownInTheTextsOfOldAndNewPlatformVersions() {
    for (StopClass each :
        List.of(StopClass.IMAGE, StopClass.SECRET, StopClass.CONFIGURATION, StopClass.NETWORK)) {
      assertThat(cases().filter(given -> given.stopClass() == each).map(c -> c.stop().platform()))
          .as(each.wireName())
          .contains("1.3.0", "1.4.0");
    }
  }

  @Test
  void f26SpotIsNoFaultOfTheTask() {
    assertThat(SPOT.classified())
        .returns(StopClass.SPOT, Classified::stopClass)
        .returns(false, Classified::ownFault);
    assertThat(NO_SPOT.classified())
        .returns("capacity-spot", Classified::row)
        .returns(false, Classified::ownFault);
  }

  @Test
  void anUnhealthyContainerExplainsASchedulersStopOnlyWithoutAReason() {
    assertThat(UNHEALTHY.classified()).returns("unhealthy-without-reason", Classified::row);
    String scaling = "Scaling activity initiated by (deployment ecs-svc/1)";
    assertThat(Stops.of(SCHEDULER, true, scaling, "137", "-").unhealthy().classified())
        .returns(StopClass.EXPECTED, Classified::stopClass);
  }

  @Test
  void oneContainerThatFailedIsEnoughForACrash() {
    Stops clean =
        Stops.of("EssentialContainerExited", true, "Essential container in task exited", "0", "-");
    assertThat(clean.beside("log", 0).classified()).returns("exited-cleanly", Classified::row);
    assertThat(clean.beside("log", 143).classified())
        .as("ECS stopped the one beside it")
        .returns("exited-cleanly", Classified::row)
        .returns(false, Classified::ownFault);
    assertThat(clean.beside("log", 137).classified())
        .as("it may have been the first to end")
        .returns(StopClass.CRASH, Classified::stopClass);
    assertThat(clean.beside("log", 3).classified())
        .returns("crash", Classified::row)
        .returns(
            "container log crashed: exit code 3, 12 s after the task's start", Classified::cause);
  }

  @ParameterizedTest
  @CsvSource({
    "1, -, 137, crash, container app crashed: exit code 1",
    "137, -, 1, crash, container log crashed: exit code 1",
    "143, -, 137, killed, container log was killed: exit code 137",
    "143, -, 0, exited-cleanly, the task ended by itself with exit code 0",
    "137, OutOfMemoryError: x, 1, out-of-memory, container app ran out of memory",
    "127, -, 143, command-not-found, the shell of container app could not run its command"
  })
  void theSignalThatTheOthersGetIsNotTheCause(
      String exit, String reason, int beside, String row, String cause) {
    Stops two = Stops.of("EssentialContainerExited", true, "x", exit, reason).beside("log", beside);
    assertThat(two.classified())
        .returns(row, Classified::row)
        .satisfies(classified -> assertThat(classified.cause()).startsWith(cause));
  }

  /** The brake reads this: what another task of the revision would not do better. */
  @Test
  void f23F24F25SomeStopsAreTheTasksOwnFault() {
    var own = new TreeSet<String>();
    StopTable.ROWS.stream().filter(Row::ownFault).forEach(row -> own.add(row.kind().wireName()));
    assertThat(own)
        .containsExactly(
            "configuration", "crash", "image", "network", "out-of-memory", "secret", "unknown");
    assertThat(StopTable.ROWS)
        .filteredOn(row -> row.kind() == StopClass.UNKNOWN && row.ownFault())
        .extracting(Row::name)
        .containsExactly("scheduler-cannot-start", "failed-to-start", "never-ran");
  }

  @Test
  void f54F56HealthChecksAndTheSchedulersOwnStopsAreNever() {
    assertThat(cases().filter(c -> SCHEDULER.equals(c.stop().code()) && c.stop().ran()))
        .hasSizeGreaterThan(5)
        .allSatisfy(given -> assertThat(given.stop().classified().ownFault()).isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CannotPullContainerError: shop:1.9: not found|the image tag shop:1.9 does not exist in the"
            + " registry|check the task definition, revision 12, or push the image",
        "unable to retrieve secret from asm: arn:aws:secretsmanager:eu-west-1:1:secret:db-pw: not"
            + " found|the secret db-pw does not exist in the Region of the task|check its ARN or"
            + " name in the task definition, revision 12, or create it",
        "unable to retrieve secrets from ssm: arn:aws:ssm:eu-west-1:1:parameter/shop/db, not"
            + " authorized for arn:aws:iam::1:role/x/exec|the role exec may not read the parameter"
            + " /shop/db|give the execution role of the task definition, revision 12 the right to"
            + " read it, and to its KMS key",
        "InsufficientFreeAddressesInSubnet: 'subnet-0abc'|the subnet subnet-0abc has no free IP"
            + " address|give the service larger or more subnets",
        "CannotStartContainerError: exec: \"./serve\": permission denied|the command ./serve of"
            + " container app cannot be run: it is not in the image, or not executable|check"
            + " command, entry point and working directory in the task definition, revision 12"
      })
  void namesWhatIsAtFault(String reason, String cause, String nextStep) {
    assertThat(Stops.of(STARTING, false, reason, "-", "-").classified())
        .returns(cause, Classified::cause)
        .returns(nextStep, Classified::nextStep);
  }

  @ParameterizedTest
  @CsvSource({
    "shop:1.9, image tag shop:1.9",
    "shop, image shop",
    "localhost:5000/shop, image shop",
    "team/shop:2, image tag team/shop:2",
    "1.dkr.ecr.eu-west-1.amazonaws.com/team/shop:2, image tag team/shop:2",
    "docker.io/shop@sha256:0123456789abcdef, image shop@sha256:0123456789ab",
    "shop@, image shop@"
  })
  void anImageIsNamedWithoutItsRegistry(String image, String named) {
    Stops stop = Stops.of(STARTING, false, "CannotPullContainerError: x: not found", "-", "-");
    assertThat(stop.image(image).classified().cause())
        .isEqualTo("the " + named + " does not exist in the registry");
  }

  @Test
  void theRegistryOfALongNameGoesBeforeItsTag() {
    String path = "team/" + "x".repeat(60) + ":" + "1".repeat(40);
    Stops stop = Stops.of(STARTING, false, "CannotPullContainerError: x: not found", "-", "-");
    assertThat(stop.image("r".repeat(40) + ".example.com/" + path).classified().cause())
        .startsWith("the image tag " + path + " does");
    assertThat(stop.image("y".repeat(500)).classified().cause()).hasSizeLessThan(170);
  }

  @Test
  void ofSeveralImagesTheOneInTheReasonIsNamed() {
    Stops two =
        Stops.of(
                STARTING,
                false,
                "CannotPullContainerError: docker.io/vector:1: not found",
                "-",
                "-")
            .beside("log", 1);
    assertThat(two.classified().cause()).startsWith("the image tag vector:1 does");
    Stops none = Stops.of(STARTING, false, "CannotPullContainerError: x: not found", "-", "-");
    assertThat(none.beside("log", 1).classified().cause()).startsWith("the image does not exist");
  }

  @Test
  void withoutAnyNameTheSentenceStillReads() {
    StopFacts bare =
        new StopFacts(STARTING, null, List.of(), null, null, null, null, null, null, null);
    assertThat(StopClassifier.classify(bare).cause())
        .isEqualTo("the task could not start, for a reason not known here: no reason given");
    StopFacts crash =
        new StopFacts(
            "EssentialContainerExited", null, List.of(), null, null, null, null, null, null, null);
    assertThat(StopClassifier.classify(crash))
        .returns("a container crashed: no exit code, before the task ran", Classified::cause)
        .returns(
            "read the end of its log; the task definition may be at fault if older ones ran well",
            Classified::nextStep);
  }
}
