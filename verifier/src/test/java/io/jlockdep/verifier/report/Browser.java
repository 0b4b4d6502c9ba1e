package io.jlockdep.verifier.report;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium, spoken to by its DevTools protocol. The variable {@code JLOCKDEP_CHROMIUM}
 * names the program ({@code none}: there is none); else it is looked for on the path.
 */
final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final int PATIENCE_SECONDS = 60;
  private static final List<String> NAMES =
      List.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private String session = "";
  private int number;

  /** Messages of the page's console and its uncaught errors. */
  final List<String> complaints = new java.util.concurrent.CopyOnWriteArrayList<>();

  private Browser(Process process, URI address) {
    this.process = process;
    this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
  }

  static Optional<Path> installed() {
    String named = System.getenv("JLOCKDEP_CHROMIUM");
    if (named != null && !named.isEmpty()) {
      return named.equals("none") ? Optional.empty() : Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                // It shows one file and has nothing to ask of anybody.
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-quic",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectErrorStream(true)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String sign = "DevTools listening on ";
    String line = out.readLine();
    while (line != null && !line.startsWith(sign)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException(program + " ended with " + process.waitFor());
    }
    Thread drain = new Thread(() -> out.lines().forEach(each -> {}), "browser output");
    drain.setDaemon(true);
    drain.start();
    return new Browser(process, URI.create(line.substring(sign.length())));
  }

  /** Opens the page, without a network, and waits until its scripts have run. */
  void open(Path page) throws Exception {
    String target =
        call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asString();
    session =
        call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asString();
    call("Runtime.enable", Map.of());
    call("Log.enable", Map.of());
    call("Page.enable", Map.of());
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    evaluate(
        "new Promise(done => { const look = () => location.protocol === 'file:' && document.readyState === 'complete'"
            + " ? done(true) : setTimeout(look, 20); look(); })");
  }

  /**
   * What is in a rectangle of the page, in pixels of the page, as a PNG.
   *
   * @param rectangle an expression for an object with x, y, width and height
   */
  byte[] picture(String rectangle) throws Exception {
    JsonNode box = evaluate(rectangle);
    Map<String, Object> clip = new LinkedHashMap<>();
    for (String each : List.of("x", "y", "width", "height")) {
      clip.put(each, box.get(each).asDouble());
    }
    clip.put("scale", 1);
    JsonNode answer =
        call(
            "Page.captureScreenshot",
            Map.of("format", "png", "clip", clip, "captureBeyondViewport", true));
    return Base64.getDecoder().decode(answer.get("data").asString());
  }

  /** The value of an expression; a promise is waited for. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.get("result").path("value");
  }

  /** Presses and releases a key where the focus is. */
  void press(String key) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> event = new LinkedHashMap<>(Map.of("type", type, "key", key));
      if (key.length() == 1) {
        event.put("text", key);
      } else if (key.equals("Enter")) {
        event.putAll(Map.of("text", "\r", "windowsVirtualKeyCode", 13));
      }
      call("Input.dispatchKeyEvent", event);
    }
  }

  JsonNode call(String method, Map<String, Object> parameters) throws Exception {
    int id = ++number;
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("id", id);
    request.put("method", method);
    request.put("params", parameters);
    if (!session.isEmpty() && !method.startsWith("Target.")) {
      request.put("sessionId", session);
    }
    socket.sendText(JsonMapper.shared().writeValueAsString(request), true).join();
    while (true) {
      JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("no answer to " + request);
      }
      if (answer.path("id").asInt(-1) == id) {
        if (answer.has("error")) {
          throw new AssertionError(request + ": " + answer.get("error"));
        }
        return answer.get("result");
      }
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      JsonNode message = JsonMapper.shared().readTree(text.toString());
      text.setLength(0);
      String method = message.path("method").asString("");
      if (method.equals("Runtime.exceptionThrown") || method.equals("Log.entryAdded")) {
        complaints.add(message.toString());
      } else if (message.has("id")) {
        answers.add(message);
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
