package io.fargateautoscaler.core.reconcile.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.reconcile.PolicySource;
import io.fargateautoscaler.core.reconcile.PolicySource.Document;
import java.time.Instant;
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

  /** When it was written is each source's own. */
  private static Document document(String path, long version, String text) {
    return new Document(path, version, text, Instant.EPOCH);
  }

  private List<Document> all() {
    return source().all().stream()
        .map(each -> document(each.path(), each.version(), each.text()))
        .toList();
  }

  @Test
  void aParameterThatIsWrittenLaterIsModifiedNoEarlier() {
    put(stack() + "/services/shop/checkout", "first");
    put(stack() + "/mode", "off");
    Instant first = source().all().getFirst().modified();
    Instant mode = source().mode().orElseThrow().modified();
    put(stack() + "/services/shop/checkout", "second");

    assertThat(first).isAfter(Instant.EPOCH);
    assertThat(mode).isAfterOrEqualTo(first);
    assertThat(source().all().getFirst().modified()).isAfterOrEqualTo(mode);
  }

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
      expected.add(document("shop/service-" + i, 1, YAML + i));
    }

    assertThat(all()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aChangeIsANewVersion() {
    put(stack() + "/services/shop/checkout", "first");
    put(stack() + "/services/shop/cart", "other");
    put(stack() + "/services/shop/checkout", "second");
    put(stack() + "/services/shop/checkout", "second");

    assertThat(all())
        .containsExactlyInAnyOrder(
            document("shop/checkout", 3, "second"), document("shop/cart", 1, "other"));
  }

  @Test
  void whatIsDeletedIsGoneAndBeginsAnew() {
    put(stack() + "/services/shop/checkout", "first");
    put(stack() + "/services/shop/checkout", "second");
    put(stack() + "/services/shop/cart", "other");
    delete(stack() + "/services/shop/checkout");

    assertThat(all()).containsExactly(document("shop/cart", 1, "other"));

    put(stack() + "/services/shop/checkout", "third");

    assertThat(all()).contains(document("shop/checkout", 1, "third"));
  }

  @Test
  void whatIsNotBelowThePathIsNotOurs() {
    put(stack() + "/services/shop/checkout", "ours");
    put(stack() + "/mode", "active");
    put(stack() + "/services-old/shop/checkout", "another folder");
    put(stack() + "-2/services/shop/checkout", "another stack");
    put(stack() + "-2/mode", "off");
    put("/outer" + stack() + "/services/shop/checkout", "another root");

    assertThat(all()).containsExactly(document("shop/checkout", 1, "ours"));
    assertThat(source().mode().map(Document::text)).contains("active");
  }

  @Test
  void aPathOfAnyDepthIsReadSoThatAMistakeCanBeTold() {
    put(stack() + "/services/checkout", "no cluster");
    put(stack() + "/services/shop/checkout/old", "too deep");

    assertThat(all())
        .containsExactlyInAnyOrder(
            document("checkout", 1, "no cluster"), document("shop/checkout/old", 1, "too deep"));
  }

  @Test
  void theModeIsItsParametersTextUntilThatIsDeleted() {
    put(stack() + "/mode", "observe");
    assertThat(source().mode().map(Document::text)).contains("observe");
    put(stack() + "/mode", "Not a mode");
    assertThat(source().mode().map(Document::text)).contains("Not a mode");

    delete(stack() + "/mode");

    assertThat(source().mode()).isEmpty();
  }
}
