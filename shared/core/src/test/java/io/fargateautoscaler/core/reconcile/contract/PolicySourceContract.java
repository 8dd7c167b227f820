package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.PolicySource.Document;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents of one stack among the parameters of an account. */
public abstract class PolicySourceContract {
  private static final String YAML =
      "service: shop/checkout\ncapacity: {min: 2, max: 40}\n# äöü → ✓ \"quoted\" & <so>\n";

  /** The source of {@link #stack()}: documents below {@code services/}, and {@code mode}. */
  protected abstract PolicySource source();

  /** The stack's own path, without a slash at the end; nothing is there at the start of a test. */
  protected abstract String stack();

  /** Writes a parameter of any name. */
  protected abstract void put(String name, String text);

  /** Deletes a parameter that is there. */
  protected abstract void delete(String name);

  @Test
  void aStackWithoutParametersHasNone() {
    assertThat(source().all()).isEmpty();
    assertThat(source().mode()).isEmpty();
  }

  @Test
  void readsEveryDocumentWithItsTextAsItIs() {
    List<Document> expected = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      put(stack() + "/services/shop/service-" + i, YAML + i);
      expected.add(new Document("shop/service-" + i, 1, YAML + i));
    }

    assertThat(source().all()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aChangeIsANewVersion() {
    put(stack() + "/services/shop/checkout", "first");
    put(stack() + "/services/shop/cart", "other");
    put(stack() + "/services/shop/checkout", "second");
    put(stack() + "/services/shop/checkout", "second");

    assertThat(source().all())
        .containsExactlyInAnyOrder(
            new Document("shop/checkout", 3, "second"), new Document("shop/cart", 1, "other"));
  }

  @Test
  void whatIsDeletedIsGoneAndBeginsAnew() {
    put(stack() + "/services/shop/checkout", "first");
    put(stack() + "/services/shop/checkout", "second");
    put(stack() + "/services/shop/cart", "other");
    delete(stack() + "/services/shop/checkout");

    assertThat(source().all()).containsExactly(new Document("shop/cart", 1, "other"));

    put(stack() + "/services/shop/checkout", "third");

    assertThat(source().all()).contains(new Document("shop/checkout", 1, "third"));
  }

  @Test
  void whatIsNotBelowThePathIsNotOurs() {
    put(stack() + "/services/shop/checkout", "ours");
    put(stack() + "/mode", "active");
    put(stack() + "/services-old/shop/checkout", "another folder");
    put(stack() + "-2/services/shop/checkout", "another stack");
    put(stack() + "-2/mode", "off");
    put("/outer" + stack() + "/services/shop/checkout", "another root");

    assertThat(source().all()).containsExactly(new Document("shop/checkout", 1, "ours"));
    assertThat(source().mode()).contains("active");
  }

  @Test
  void aPathOfAnyDepthIsReadSoThatAMistakeCanBeTold() {
    put(stack() + "/services/checkout", "no cluster");
    put(stack() + "/services/shop/checkout/old", "too deep");

    assertThat(source().all())
        .containsExactlyInAnyOrder(
            new Document("checkout", 1, "no cluster"),
            new Document("shop/checkout/old", 1, "too deep"));
  }

  @Test
  void theModeIsItsParametersTextUntilThatIsDeleted() {
    put(stack() + "/mode", "observe");
    assertThat(source().mode()).contains("observe");
    put(stack() + "/mode", "Not a mode");
    assertThat(source().mode()).contains("Not a mode");

    delete(stack() + "/mode");

    assertThat(source().mode()).isEmpty();
  }
}
