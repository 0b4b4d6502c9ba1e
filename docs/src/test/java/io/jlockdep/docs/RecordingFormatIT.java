package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/**
 * docs/recording-format.md, on which agent and verifier agree, names the events and fields that the
 * packaged agent really has.
 */
class RecordingFormatIT {
  private static final Pattern ROW = Pattern.compile("\\| `(jlockdep\\.\\w+)` \\| ([^|]*) \\|.*");
  private static final Pattern FIELD = Pattern.compile("`(\\w+)`");
  private static final Set<String> OF_JFR =
      Set.of("startTime", "duration", "eventThread", "stackTrace");

  @Test
  void everyEventAndFieldIsInTheDocumentAndTheOtherWayRound() throws Exception {
    assertThat(packaged()).isEqualTo(documented());
  }

  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> events = new TreeMap<>();
    for (String line : Files.readAllLines(Dist.ROOT.resolve("docs/recording-format.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> fields = new TreeSet<>();
        // what stands in parentheses are values
        Matcher field = FIELD.matcher(row.group(2).replaceAll("\\([^)]*\\)", ""));
        while (field.find()) {
          fields.add(field.group(1));
        }
        events.put(row.group(1), fields);
      }
    }
    return events;
  }

  private static Map<String, Set<String>> packaged() throws Exception {
    Map<String, Set<String>> events = new TreeMap<>();
    try (JarFile jar = new JarFile(Dist.AGENT.toFile());
        URLClassLoader loader = new URLClassLoader(new URL[] {Dist.AGENT.toUri().toURL()})) {
      for (JarEntry entry : jar.stream().toList()) {
        String name = entry.getName();
        if (!name.startsWith("io/jlockdep/runtime/event/") || !name.endsWith("Event.class")) {
          continue;
        }
        Class<?> type =
            loader.loadClass(
                name.substring(0, name.length() - ".class".length()).replace('/', '.'));
        FlightRecorder.register(type.asSubclass(Event.class));
        EventType event = EventType.getEventType(type.asSubclass(Event.class));
        Set<String> fields = new TreeSet<>();
        for (ValueDescriptor field : event.getFields()) {
          fields.add(field.getName());
        }
        fields.removeAll(OF_JFR);
        events.put(event.getName(), fields);
      }
    }
    return events;
  }
}
