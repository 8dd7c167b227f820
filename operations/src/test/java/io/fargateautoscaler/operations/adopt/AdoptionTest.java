package io.fargateautoscaler.operations.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.operations.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdoptionTest {
  private static RunningService service(
      String status, String scheduling, String controller, String provider) {
    return new RunningService(
        Found.WEB,
        status,
        1,
        1,
        scheduling,
        controller,
        List.of(provider),
        "COMPLETED",
        List.of(),
        null);
  }

  private static Draft draft(@Nullable RunningService service) {
    AdoptionSource source =
        new AdoptionSource() {
          @Override
          public Optional<RunningService> service(ServiceRef ref) {
            return Optional.ofNullable(service);
          }

          @Override
          public AutoScaling autoScaling(ServiceRef ref) {
            return AutoScaling.NONE;
          }
        };
    return new Adoption(source, () -> Instant.EPOCH, "eu-west-1").draft(Found.WEB);
  }

  @ParameterizedTest
  @CsvSource({
    "INACTIVE, REPLICA, ECS, FARGATE, there is no service shop/web in eu-west-1",
    "ACTIVE, DAEMON, ECS, FARGATE, shop/web is a DAEMON service",
    "ACTIVE, REPLICA, EXTERNAL, FARGATE, shop/web has the deployment controller EXTERNAL",
    "ACTIVE, REPLICA, ECS, EC2, shop/web does not run on Fargate but on EC2",
    "ACTIVE, REPLICA, ECS, my-provider, shop/web does not run on Fargate but on my-provider"
  })
  void what_is_not_ours_is_refused(
      String status, String scheduling, String controller, String provider, String sentence) {
    assertThatThrownBy(() -> draft(service(status, scheduling, controller, provider)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(sentence);
  }

  @Test
  void a_service_that_does_not_exist_is_refused() {
    assertThatThrownBy(() -> draft(null))
        .isInstanceOf(Refusal.class)
        .hasMessage("there is no service shop/web in eu-west-1");
  }

  @ParameterizedTest
  @CsvSource({"ECS, FARGATE", "CODE_DEPLOY, FARGATE_SPOT"})
  void what_is_ours_is_drafted(String controller, String provider) {
    assertThat(draft(service("ACTIVE", "REPLICA", controller, provider)).document())
        .contains("on " + provider + "; controller " + controller, "service: shop/web");
  }
}
