package io.fargateautoscaler.config;

import java.util.regex.Pattern;

/**
 * Text for the markdown of Slack and Teams. The two know no common escape, so what either could
 * take as markup, mention or link is replaced by a character that looks like it.
 */
final class ChatText {
  /** Pages of the AWS console stay links; they are made by this product. */
  private static final Pattern CONSOLE =
      Pattern.compile(
          "https://(?:[a-z0-9-]+\\.)?console\\.(?:aws\\.amazon\\.com|amazonaws\\.cn"
              + "|amazonaws-us-gov\\.com)/[\\w%/?#=&;.:+$,-]*");

  private static final Pattern AT = Pattern.compile("(?<![A-Za-z0-9])@");
  private static final Pattern EDGE_UNDERSCORE =
      Pattern.compile("(?<![A-Za-z0-9_])_|_(?![A-Za-z0-9_])");
  private static final Pattern HEADING = Pattern.compile("(?m)^(\\s*)#");

  private ChatText() {}

  /** The text, harmless in a message of Slack or Teams; its characters may be others. */
  static String of(String text) {
    var out = new StringBuilder();
    var links = CONSOLE.matcher(text);
    int from = 0;
    while (links.find()) {
      out.append(plain(text.substring(from, links.start()))).append(links.group());
      from = links.end();
    }
    return out.append(plain(text.substring(from))).toString();
  }

  private static String plain(String text) {
    String calm =
        text.replace("->", "\u2192")
            .replace('<', '\u2039')
            .replace('>', '\u203a')
            .replace('`', '\'')
            .replace('*', '\u2217')
            .replace('~', '\u223c')
            .replace("://", ":\u2215\u2215")
            .replace("](", "] (");
    calm = AT.matcher(calm).replaceAll("\uff20");
    calm = HEADING.matcher(calm).replaceAll("$1\uff03");
    return EDGE_UNDERSCORE.matcher(calm).replaceAll("\u02cd");
  }
}
