package io.fargateautoscaler.simulator.report;

import io.fargateautoscaler.core.text.Untrusted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What the pages share: their style, escaping, and hashes for their content security policy. */
public final class Html {
  private Html() {}

  /** Colours, light and dark, and the forms of texts, cards and tables. */
  public static String style() {
    return resource(Html.class, "page.css");
  }

  /** For text and quoted attributes. */
  public static String escape(String text) {
    return new Untrusted(text).forHtml();
  }

  /** How a content security policy names an inline script or style, without quotes. */
  public static String hash(String inline) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A text file beside a class, with line feeds only: browsers hash what they read so. */
  public static String resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
