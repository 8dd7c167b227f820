package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fargateautoscaler.aws.FakeAws.Answer;
import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.StateStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a part of the documents must never look like: all of them. */
final class SsmPolicySourceTest {
  private static final String FIRST_PAGE = page("\"next\"", "shop/checkout");

  @Test
  void aPageThatCannotBeReadMakesAllUnavailable() {
    for (Answer answer :
        new Answer[] {
          Answer.error(400, "AccessDeniedException"),
          Answer.error(400, "InvalidNextToken"),
          Answer.error(500, "InternalServerError"),
          Answer.NONE
        }) {
      try (FakeAws aws =
          new FakeAws(call -> call.number() == 0 ? Answer.json(FIRST_PAGE) : answer)) {
        assertThatThrownBy(source(aws)::all).isInstanceOf(StateStore.Unavailable.class);
        assertThat(aws.calls().size()).isGreaterThan(1);
      }
    }
  }

  @Test
  void anEmptyPageIsNotTheEnd() {
    try (FakeAws aws =
        new FakeAws(call ->
            Answer.json(
                switch (call.number()) {
                  case 0 -> FIRST_PAGE;
                  case 1 -> "{\"Parameters\":[],\"NextToken\":\"more\"}";
                  default -> page("null", "shop/cart");
                }))) {
      assertThat(source(aws).all())
          .extracting(PolicySource.Document::path)
          .containsExactly("shop/checkout", "shop/cart");
      assertThat(aws.calls().get(1).text()).contains("\"NextToken\":\"next\"");
      assertThat(aws.calls().get(2).text()).contains("\"NextToken\":\"more\"");
      assertThat(aws.calls())
          .allSatisfy(call ->
              assertThat(call.text())
                  .contains("\"MaxResults\":10", "\"Path\":\"/stack/services/\""));
    }
  }

  @Test
  void aSecretNeedsNoKeyAndHarmsNoOther() {
    String answer =
        """
        {"Parameters":[
          {"Name":"/stack/services/shop/secret","Type":"SecureString","Value":"AQECAH==","Version":1},
          {"Name":"/stack/services/shop/cart","Type":"String","Value":"text","Version":2,
           "LastModifiedDate":1767225600.25}]}\
        """;
    try (FakeAws aws = new FakeAws(call -> Answer.json(answer))) {
      List<PolicySource.Document> documents = source(aws).all();

      assertThat(aws.calls()).allMatch(call -> !call.text().contains("\"WithDecryption\":true"));
      assertThat(documents)
          .contains(
              new PolicySource.Document(
                  "shop/cart", 2, "text", Instant.parse("2026-01-01T00:00:00.250Z")));
      // No mapping of keys: policy-sync refuses it and quotes it.
      assertThat(documents)
          .contains(
              new PolicySource.Document(
                  "shop/secret",
                  1,
                  "this parameter is a SecureString, make it a String",
                  Instant.EPOCH));
    }
  }

  @Test
  void aModeThatCannotBeReadIsNotAbsent() {
    try (FakeAws aws = new FakeAws(call -> Answer.error(400, "AccessDeniedException"))) {
      assertThatThrownBy(source(aws)::mode).isInstanceOf(StateStore.Unavailable.class);
    }
    try (FakeAws aws = new FakeAws(call -> Answer.error(400, "ParameterNotFound"))) {
      assertThat(source(aws).mode()).isEmpty();
    }
  }

  private static PolicySource source(FakeAws aws) {
    return SsmPolicySource.connect(aws.clients(), "/stack/services/", "/stack/mode");
  }

  private static String page(String next, String path) {
    return """
    {"Parameters":[{"Name":"/stack/services/%s","Value":"text","Version":1}],"NextToken":%s}\
    """
        .formatted(path, next);
  }
}
