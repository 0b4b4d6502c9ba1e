package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jlockdep.runtime.event.Entry;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Registered;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A recording that is written without JFR is what JFR would have written. */
class DirectRecordingTest {
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    63,
    127,
    128,
    16383,
    16384,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 55,
    (1L << 56) - 1,
    1L << 56,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final String[] TEXTS = {
    "", "x", "a;b:c|d", "Schl\u00f6sser", "\u9396 \ud83d\udd12", "line\nline", "long ".repeat(5000)
  };

  @TempDir Path directory;

  @Test
  void anyValuesOfAnyEventAreReadAsTheyWere() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      for (Class<?> type : eventClasses()) {
        entries.add(filled(type, random));
      }
    }

    List<RecordedEvent> events = RecordingFile.readAllEvents(write(entries));

    assertThat(events).hasSize(entries.size());
    for (int i = 0; i < events.size(); i++) {
      RecordedEvent event = events.get(i);
      Entry entry = entries.get(i);
      assertThat(event.getEventType().getName()).isEqualTo(nameOf(entry.getClass()));
      for (Field field : fields(entry.getClass())) {
        Object read = event.getValue(field.getName());
        assertThat(read).as("%s.%s", event, field).isEqualTo(field.get(entry));
      }
    }
  }

  @Test
  void theTypesAreDescribedAsJfrDescribesThem() throws Exception {
    List<Entry> entries = new ArrayList<>();
    for (Class<?> type : eventClasses()) {
      entries.add((Entry) type.getConstructor().newInstance());
    }
    Path file = write(entries);
    List<EventType> types = new ArrayList<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      types.addAll(recording.readEventTypes());
    }
    for (Class<?> type : eventClasses()) {
      FlightRecorder.register(type.asSubclass(Event.class));
      EventType expected = EventType.getEventType(type.asSubclass(Event.class));
      EventType actual =
          types.stream().filter(t -> t.getName().equals(expected.getName())).findFirst().get();
      assertThat(actual.getLabel()).isEqualTo(expected.getLabel());
      assertThat(actual.getCategoryNames()).isEqualTo(expected.getCategoryNames());
      assertThat(described(actual)).isEqualTo(described(expected));
    }
  }

  @Test
  void everyEventClassIsRecordedByJfrAndRegisteredOnlyThen() throws Exception {
    TreeSet<String> listed = new TreeSet<>();
    for (Class<?> type : JfrRecording.events()) {
      listed.add(type.getName());
    }
    TreeSet<String> present = new TreeSet<>();
    for (Class<?> type : eventClasses()) {
      present.add(type.getName());
      assertThat(type.getAnnotation(Registered.class)).as("%s", type).isNotNull();
      assertThat(type.getAnnotation(Registered.class).value()).as("%s", type).isFalse();
    }
    assertThat(listed).isEqualTo(present);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsAnError() {
    DirectRecording recording = new DirectRecording();
    assertThatThrownBy(() -> recording.write(new File("/dev/full"), 0, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left");
  }

  private static List<String> described(EventType type) {
    List<String> fields = new ArrayList<>();
    for (ValueDescriptor field : type.getFields()) {
      fields.add(field.getTypeName() + " " + field.getName() + " '" + field.getLabel() + "'");
    }
    return fields;
  }

  private Path write(List<Entry> entries) throws IOException {
    DirectRecording recording = new DirectRecording();
    for (Entry entry : entries) {
      recording.add(entry);
    }
    Path file = directory.resolve("direct.jfr");
    recording.write(file.toFile(), System.currentTimeMillis(), System.nanoTime() - 1_000_000);
    return file;
  }

  private static Entry filled(Class<?> type, Random random) throws ReflectiveOperationException {
    Object event = type.getConstructor().newInstance();
    for (Field field : fields(type)) {
      long number = NUMBERS[random.nextInt(NUMBERS.length)];
      if (field.getType() == int.class) {
        field.setInt(event, (int) number);
      } else if (field.getType() == long.class) {
        field.setLong(event, number);
      } else if (field.getType() == boolean.class) {
        field.setBoolean(event, random.nextBoolean());
      } else {
        field.set(event, TEXTS[random.nextInt(TEXTS.length)]);
      }
    }
    return (Entry) event;
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (Modifier.isPublic(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static String nameOf(Class<?> type) {
    return type.getAnnotation(jdk.jfr.Name.class).value();
  }

  private static List<Class<?>> eventClasses() throws Exception {
    Path folder = Path.of(Entry.class.getResource("Entry.class").toURI()).getParent();
    List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        if (name.endsWith("Event")) {
          classes.add(Class.forName(Entry.class.getPackageName() + "." + name));
        }
      }
    }
    assertThat(classes).hasSizeGreaterThan(10);
    return classes;
  }
}
