package io.jlockdep.verifier.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures of a page for the documentation; run by {@code docs/make-screenshots}.
 *
 * <p>{@code Screenshots FILE.html FOLDER}
 */
final class Screenshots {
  private static final int MOST_BYTES = 150_000;
  private static final int WIDTH = 1100;

  /** A picture: what is done on the page before, and which elements are in it. */
  private record Shot(String name, boolean dark, String before, String from, String to) {}

  private static final List<Shot> SHOTS =
      List.of(
          new Shot(
              "findings-light", false, closed(), "header", "#finding-list details:nth-of-type(10)"),
          new Shot(
              "findings-dark", true, closed(), "header", "#finding-list details:nth-of-type(10)"),
          new Shot("cycle", false, open("Evidence.orders -> "), "#picked", "#picked .timeline"),
          new Shot("stacks", true, open("Bank.accounts -> "), "#picked .stacks", "#picked .stacks"),
          new Shot("graph-light", false, focus("dio_sem"), "#graph-title", "#graph-focus svg"),
          new Shot("graph-dark", true, focus("dio_sem"), "#graph-title", "#graph-focus svg"),
          new Shot("whole-graph", false, focus("inode_lock"), "#map-view", "#map-at"));

  private Screenshots() {}

  /** All findings as they are listed. */
  private static String closed() {
    return "document.querySelectorAll('details.finding').forEach(each => { each.open = false; });";
  }

  /** The finding with this in its title, alone. */
  private static String open(String title) {
    return "document.querySelectorAll('details.finding').forEach(each => { each.open = each.querySelector('summary').innerText.includes('%s'); if (each.open) each.id = 'picked'; });"
        .formatted(title);
  }

  /** The class with this in its name, two steps around it. */
  private static String focus(String name) {
    return "hops = 2; document.getElementById('graph-hops').value = '2'; focusClass(CLASSES.findIndex(each => each.name.includes('%s')));"
        .formatted(name);
  }

  public static void main(String[] args) throws Exception {
    Optional<Path> program = Browser.installed();
    if (args.length != 2 || program.isEmpty()) {
      System.err.println(
          program.isEmpty()
              ? "make-screenshots: no Chromium; install Debian's chromium-headless-shell or chromium, or set JLOCKDEP_CHROMIUM"
              : "usage: Screenshots FILE.html FOLDER");
      System.exit(2);
    }
    Path profile = Files.createTempDirectory("screenshots");
    try (Browser browser = Browser.start(program.get(), profile)) {
      for (Shot shot : SHOTS) {
        byte[] picture = FewColours.of(take(browser, Path.of(args[0]).toAbsolutePath(), shot));
        Path file = Path.of(args[1], shot.name() + ".png");
        Files.write(file, picture);
        System.out.println(file + ": " + picture.length + " bytes");
        if (picture.length > MOST_BYTES) {
          System.err.println("make-screenshots: " + file + ": more than " + MOST_BYTES + " bytes");
          System.exit(1);
        }
      }
    }
  }

  private static byte[] take(Browser browser, Path page, Shot shot) throws Exception {
    browser.open(page);
    browser.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", WIDTH, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    browser.call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    browser.call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", shot.dark() ? "dark" : "light"))));
    browser.evaluate("{ " + shot.before() + " }");
    browser.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))");
    return browser.picture(
        ("(() => { const a = document.querySelector('%s').getBoundingClientRect(), b = document.querySelector('%s').getBoundingClientRect();"
                + " return { x: 0, y: a.top + scrollY - 8, width: document.body.getBoundingClientRect().right, height: b.bottom - a.top + 16 }; })()")
            .formatted(shot.from(), shot.to()));
  }
}
