package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.contract.PolicySourceContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Tag("wire")
final class SsmPolicySourceWireTest extends PolicySourceContract {
  private final SsmClient ssm = WireServer.clients().other(SsmClient.builder());
  private final String stack = "/" + WireServer.unique("stack");
  private final SsmPolicySource source =
      SsmPolicySource.connect(WireServer.clients(), stack + "/services/", stack + "/mode");

  @Override
  protected PolicySource source() {
    return source;
  }

  @Override
  protected String stack() {
    return stack;
  }

  @Override
  protected void put(String name, String text) {
    put(name, text, ParameterType.STRING);
  }

  @Override
  protected void delete(String name) {
    ssm.deleteParameter(request -> request.name(name));
  }

  @Test
  void aSecretIsNotReadButNamed() {
    put(stack + "/services/shop/secret", "hidden", ParameterType.SECURE_STRING);

    assertThat(source.all())
        .extracting(PolicySource.Document::path, PolicySource.Document::text)
        .containsExactly(
            tuple("shop/secret", "this parameter is a SecureString, make it a String"));
  }

  private void put(String name, String value, ParameterType type) {
    ssm.putParameter(request -> request.name(name).value(value).type(type).overwrite(true));
  }
}
