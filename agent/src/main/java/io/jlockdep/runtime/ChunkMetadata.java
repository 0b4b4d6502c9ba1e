package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a chunk, as a tree of named elements with attributes: JFR's metadata event. Event
 * types begin with the fields that JFR gives to every event, so that the file reads the same
 * whether JFR has written it or not.
 */
final class ChunkMetadata {
  private static final String PACKAGE = "jlockdep.";
  private static final String SUFFIX = "Event";

  private static final int INT = 4;
  private static final int LONG = 5;
  private static final int BOOLEAN = 6;
  private static final int STRING = 7;

  /** The type id of a thread, which is also that of its pool of constants. */
  static final int THREAD = 8;

  private static final int STACK_TRACE = 9;
  private static final int STACK_FRAME = 10;
  private static final int LABEL = 11;
  private static final int CATEGORY = 12;
  private static final int TIMESTAMP = 13;
  private static final int TIMESPAN = 14;
  private static final int FIRST_EVENT = 100;

  private final Map<Class<?>, Integer> events = new HashMap<>();
  private final Element types = new Element("metadata");

  ChunkMetadata() {
    type(INT, "int");
    type(LONG, "long");
    type(BOOLEAN, "boolean");
    type(STRING, "java.lang.String");
    Element thread = type(THREAD, "java.lang.Thread");
    field(thread, "osName", STRING);
    field(thread, "osThreadId", LONG);
    field(thread, "javaName", STRING);
    field(thread, "javaThreadId", LONG);
    Element trace = type(STACK_TRACE, "jdk.types.StackTrace");
    field(trace, "truncated", BOOLEAN);
    field(trace, "frames", STACK_FRAME).set("dimension", "1");
    Element frame = type(STACK_FRAME, "jdk.types.StackFrame");
    field(frame, "lineNumber", INT);
    field(frame, "bytecodeIndex", INT);
    annotation(LABEL, "jdk.jfr.Label", "");
    annotation(CATEGORY, "jdk.jfr.Category", "1");
    annotation(TIMESTAMP, "jdk.jfr.Timestamp", "");
    annotation(TIMESPAN, "jdk.jfr.Timespan", "");
  }

  /** The id of an entry's type, which is described when its first entry comes. */
  int typeOf(Entry entry) {
    Integer known = events.get(entry.getClass());
    if (known != null) {
      return known;
    }
    int id = FIRST_EVENT + events.size();
    events.put(entry.getClass(), id);
    String name = nameOf(entry.getClass());
    Element type = type(id, PACKAGE.concat(name)).set("superType", "jdk.jfr.Event");
    annotate(type, LABEL, "value", label(name));
    annotate(type, CATEGORY, "value-0", "jlockdep");
    Element start = field(type, "startTime", LONG);
    annotate(start, LABEL, "value", "Start Time");
    annotate(start, TIMESTAMP, "value", "TICKS");
    Element duration = field(type, "duration", LONG);
    annotate(duration, LABEL, "value", "Duration");
    annotate(duration, TIMESPAN, "value", "TICKS");
    Element thread = field(type, "eventThread", THREAD).set("constantPool", "true");
    annotate(thread, LABEL, "value", "Event Thread");
    Element trace = field(type, "stackTrace", STACK_TRACE).set("constantPool", "true");
    annotate(trace, LABEL, "value", "Stack Trace");
    entry.tell(new Describing(type));
    return id;
  }

  /** {@code LockClass} for a {@code LockClassEvent}. */
  private static String nameOf(Class<?> event) {
    String name = event.getName();
    return name.substring(name.lastIndexOf('.') + 1, name.length() - SUFFIX.length());
  }

  /** {@code Lock Class} for {@code lockClass}. */
  private static String label(String name) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        label.append(' ');
      }
      label.append(i == 0 ? Character.toUpperCase(c) : c);
    }
    return label.toString();
  }

  /** The metadata event's strings and tree; what every event begins with is the caller's. */
  void write(ChunkBytes out) {
    Element root = new Element("root");
    root.add(types);
    root.add(new Element("region").set("locale", "en_US").set("gmtOffset", "0"));
    Map<String, Integer> numbers = new HashMap<>();
    List<String> strings = new ArrayList<>();
    ChunkBytes tree = new ChunkBytes(4096);
    root.write(tree, numbers, strings);
    out.putInt(strings.size());
    for (String string : strings) {
      out.putString(string);
    }
    out.put(tree);
  }

  private Element type(int id, String name) {
    Element type = new Element("class").set("name", name).set("id", Integer.toString(id));
    types.add(type);
    return type;
  }

  private void annotation(int id, String name, String dimension) {
    Element type = type(id, name).set("superType", "java.lang.annotation.Annotation");
    Element value = field(type, "value", STRING);
    if (!dimension.isEmpty()) {
      value.set("dimension", dimension);
    }
  }

  private static Element field(Element type, String name, int fieldType) {
    Element field =
        new Element("field").set("name", name).set("class", Integer.toString(fieldType));
    type.add(field);
    return field;
  }

  private static void annotate(Element element, int annotation, String key, String value) {
    Element made = new Element("annotation").set("class", Integer.toString(annotation));
    made.set(key, value);
    element.add(made);
  }

  /** Notes the names and types of fields, whatever their values. */
  private static final class Describing implements Fields {
    private final Element type;

    Describing(Element type) {
      this.type = type;
    }

    @Override
    public void number(String name, int value) {
      add(name, INT);
    }

    @Override
    public void number(String name, long value) {
      add(name, LONG);
    }

    @Override
    public void flag(String name, boolean value) {
      add(name, BOOLEAN);
    }

    @Override
    public void text(String name, String value) {
      add(name, STRING);
    }

    private void add(String name, int fieldType) {
      annotate(field(type, name, fieldType), LABEL, "value", label(name));
    }
  }

  /** A node of the tree. All names, keys and values are numbers of strings. */
  private static final class Element {
    private final String name;
    private final List<String> attributes = new ArrayList<>();
    private final List<Element> children = new ArrayList<>();

    Element(String name) {
      this.name = name;
    }

    Element set(String key, String value) {
      attributes.add(key);
      attributes.add(value);
      return this;
    }

    void add(Element child) {
      children.add(child);
    }

    void write(ChunkBytes out, Map<String, Integer> numbers, List<String> strings) {
      out.putInt(number(name, numbers, strings));
      out.putInt(attributes.size() / 2);
      for (String attribute : attributes) {
        out.putInt(number(attribute, numbers, strings));
      }
      out.putInt(children.size());
      for (Element child : children) {
        child.write(out, numbers, strings);
      }
    }

    private static int number(String text, Map<String, Integer> numbers, List<String> strings) {
      Integer known = numbers.get(text);
      if (known == null) {
        known = strings.size();
        numbers.put(text, known);
        strings.add(text);
      }
      return known;
    }
  }
}
