package io.fargateautoscaler.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** What the packages of all modules may use. The module graph itself is the enforcer's business. */
@AnalyzeClasses(
    packages = "io.fargateautoscaler",
    importOptions = ArchitectureTest.WithoutTests.class)
final class ArchitectureTest {

  /** Leaves out test classes, in folders and in the test-jar of core. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
  }

  private static final Set<String> MODULES =
      Set.of(
          "io.fargateautoscaler.config",
          "io.fargateautoscaler.events",
          "io.fargateautoscaler.aws",
          "io.fargateautoscaler.aws.account",
          "io.fargateautoscaler.operations",
          "io.fargateautoscaler.functions.reconciler",
          "io.fargateautoscaler.functions.taskevents",
          "io.fargateautoscaler.functions.policysync",
          "io.fargateautoscaler.simulator",
          "io.fargateautoscaler.dashboard",
          "io.fargateautoscaler.dashboard.view",
          "io.fargateautoscaler.cli");

  private static final DescribedPredicate<JavaClass> WIRING =
      describe("Wiring classes", type -> outermost(type).getSimpleName().endsWith("Wiring"));

  private static final DescribedPredicate<JavaClass> ENTRY_POINT =
      describe(
          "Wiring, Main or picocli command classes",
          type -> {
            var outer = outermost(type);
            return WIRING.test(type)
                || outer.getSimpleName().equals("Main")
                || (outer.getPackageName().startsWith("io.fargateautoscaler.cli")
                    && outer.isAnnotatedWith("picocli.CommandLine$Command"));
          });

  private static final DescribedPredicate<JavaAccess<?>> THE_CLOCK_OR_ENVIRONMENT =
      describe("the clock or the environment", ArchitectureTest::readsClockOrEnvironment);

  @ArchTest
  static void every_module_is_seen(JavaClasses all) {
    var packages = all.stream().map(JavaClass::getPackageName).toList();
    assertThat(packages).containsAll(MODULES);
  }

  @ArchTest
  static final ArchRule packages_form_no_cycle =
      slices().matching("io.fargateautoscaler.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule core_uses_only_the_jdk =
      classes()
          .that()
          .resideInAPackage("io.fargateautoscaler.core..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("io.fargateautoscaler.core..", "java..", "org.jspecify..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_entry_points_read_clock_and_environment =
      noClasses()
          .that(DescribedPredicate.not(ENTRY_POINT))
          .should()
          .accessTargetWhere(THE_CLOCK_OR_ENVIRONMENT);

  @ArchTest
  static final ArchRule only_adapters_and_wiring_know_the_aws_sdk =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.fargateautoscaler.aws..")
          .and(DescribedPredicate.not(WIRING))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon..");

  /** Text of events is hostile; a pattern that goes back could be made slow by it. */
  @ArchTest
  static final ArchRule untrusted_text_meets_no_pattern =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.fargateautoscaler.core.failure..", "io.fargateautoscaler.core.text..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.regex..")
          .orShould()
          .callMethodWhere(
              describe(
                  "a method of String that takes a pattern",
                  call ->
                      call.getTargetOwner().isEquivalentTo(String.class)
                          && Set.of("matches", "replaceAll", "replaceFirst", "split")
                              .contains(call.getName())));

  @ArchTest
  static final ArchRule names_say_what_a_class_does =
      noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?");

  private static JavaClass outermost(JavaClass type) {
    var current = type;
    while (current.getEnclosingClass().isPresent()) {
      current = current.getEnclosingClass().get();
    }
    return current;
  }

  private static boolean readsClockOrEnvironment(JavaAccess<?> access) {
    var owner = access.getTargetOwner().getFullName();
    var name = access.getName();
    if (owner.equals("java.lang.System")) {
      return Set.of("getenv", "currentTimeMillis", "nanoTime").contains(name);
    }
    // now() and now(zone) read the machine's clock; now(clock) reads the one it is given.
    return owner.startsWith("java.time.")
        && ((name.equals("now") && !access.getTarget().getFullName().contains("java.time.Clock"))
            || name.equals("system")
            || name.equals("systemDefaultZone")
            || name.equals("systemUTC"));
  }
}
