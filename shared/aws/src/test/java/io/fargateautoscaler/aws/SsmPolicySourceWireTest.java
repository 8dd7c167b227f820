package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.reconcile.PolicySource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Tag("wire")
final class SsmPolicySourceWireTest {
  private final SsmClient ssm = WireServer.clients().other(SsmClient.builder());
  private final String stack = "/" + WireServer.unique("stack");
  private final SsmPolicySource source =
      SsmPolicySource.connect(WireServer.clients(), stack + "/services/", stack + "/mode");

  @Test
  void aStackWithoutParametersHasNone() {
    assertThat(source.all()).isEmpty();
    assertThat(source.mode()).isEmpty();
  }

  @Test
  void readsEveryPageOfDocuments() {
    for (int i = 0; i < 25; i++) {
      put(stack + "/services/shop/service-" + i, "text " + i, ParameterType.STRING);
    }
    put(stack + "/services/shop/secret", "hidden", ParameterType.SECURE_STRING);
    put(stack + "/services/shop/service-3", "changed", ParameterType.STRING);
    put(stack + "/other", "not ours", ParameterType.STRING);

    assertThat(source.all())
        .hasSize(26)
        .contains(new PolicySource.Document("shop/service-24", 1, "text 24"))
        .contains(new PolicySource.Document("shop/service-3", 2, "changed"))
        .contains(new PolicySource.Document("shop/secret", 1, "hidden"));
  }

  @Test
  void readsTheMode() {
    put(stack + "/mode", "observe", ParameterType.STRING);

    assertThat(source.mode()).contains("observe");
  }

  private void put(String name, String value, ParameterType type) {
    ssm.putParameter(request -> request.name(name).value(value).type(type).overwrite(true));
  }
}
