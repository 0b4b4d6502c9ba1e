package io.jlockdep.verifier.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report as one page that needs no network: the data as JSON, and the scripts that show it. The
 * page has the hashes of its own script and style as its policy: nothing else in it can run.
 */
public final class HtmlReport {
  private static final List<String> SCRIPTS =
      List.of("dom.js", "cycle.js", "findings.js", "graph.js", "map.js", "tables.js", "main.js");

  private HtmlReport() {}

  /** The whole page; ends with a newline. */
  public static String of(Report report) {
    String style = resource("style.css");
    String script =
        SCRIPTS.stream().map(HtmlReport::resource).collect(Collectors.joining("", "\n", ""));
    String data = JsonText.compact(HtmlData.of(report));
    String[] page = resource("page.html").split("@@", -1);
    StringBuilder out = new StringBuilder(data.length() + script.length() + style.length());
    for (int i = 0; i < page.length; i++) {
      out.append(
          i % 2 == 0
              ? page[i]
              : switch (page[i]) {
                case "style-hash" -> hash(style);
                case "script-hash" -> hash(script);
                case "style" -> style;
                case "script" -> script;
                case "data" -> fitForScript(data);
                default -> throw new IllegalStateException("no part of the page: " + page[i]);
              });
    }
    return out.toString();
  }

  /** In JSON this character stands in strings only; so no name can end the element. */
  private static String fitForScript(String json) {
    return json.replace("<", "\\u003c");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream("html/" + name)) {
      if (in == null) {
        throw new IllegalStateException("missing in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
