package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.LockClassEvent;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The unit of a rule: locks of one name and kind. Classes are never forgotten. */
final class LockClass extends Fact {
  private static final Map<LockKind, Map<String, LockClass>> KINDS = new EnumMap<>(LockKind.class);

  /** By id; the first is nobody's. */
  private static LockClass[] classes = new LockClass[64];

  private static int count;

  final int id;
  final String name;
  private final String origin;
  private final LockKind kind;
  private final boolean general;
  private final String type;

  private LockClass(
      int id, String name, String origin, LockKind kind, boolean general, String type) {
    this.id = id;
    this.name = name;
    this.origin = origin;
    this.kind = kind;
    this.general = general;
    this.type = type;
  }

  /**
   * The class of that name and kind; the rest is as its first instance has it. 0 for the locks of
   * the self-check.
   */
  static int of(String name, String origin, LockKind kind, boolean general, String type) {
    if (Threads.current().isProbing()) {
      return 0;
    }
    synchronized (KINDS) {
      Map<String, LockClass> byName = KINDS.get(kind);
      if (byName == null) {
        byName = new HashMap<>();
        KINDS.put(kind, byName);
      }
      LockClass known = byName.get(name);
      if (known == null) {
        known = new LockClass(++count, name, origin, kind, general, type);
        byName.put(name, known);
        if (count == classes.length) {
          classes = Arrays.copyOf(classes, count * 2);
        }
        classes[count] = known;
        Facts.add(known);
      }
      return known.id;
    }
  }

  /** The class of another kind that has the name of class {@code id}. */
  static int sameName(int id, LockKind kind, String type) {
    LockClass found = find(id);
    return found == null
        ? of(type, "type", kind, true, type)
        : of(found.name, found.origin, kind, found.general, type);
  }

  static int count() {
    synchronized (KINDS) {
      return count;
    }
  }

  /** The name of a class, for messages. */
  static String nameOf(int id) {
    LockClass found = find(id);
    return found == null ? "?" : found.name;
  }

  private static @Nullable LockClass find(int id) {
    synchronized (KINDS) {
      return id > 0 && id <= count ? classes[id] : null;
    }
  }

  /** The name of a type without what differs from run to run (hidden classes). */
  static String typeName(Class<?> type) {
    String name = type.getName();
    int end = name.indexOf('/');
    int lambda = name.indexOf("$$Lambda");
    if (lambda >= 0) {
      end = lambda + "$$Lambda".length();
    }
    return end < 0 ? name : name.substring(0, end);
  }

  /** A type that says nothing of what it guards: an array or a class of the JDK. */
  static boolean isGeneral(Class<?> type) {
    if (type.isArray()) {
      return true;
    }
    ClassLoader loader = type.getClassLoader();
    return loader == null || loader == PLATFORM;
  }

  private static final @Nullable ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  @Override
  Entry event() {
    LockClassEvent event = new LockClassEvent();
    event.lockClass = id;
    event.name = name;
    event.origin = origin;
    event.kind = kind.label;
    event.reentrant = kind.reentrant;
    event.general = general;
    event.type = type;
    return event;
  }
}
