package io.jlockdep.runtime;

import io.jlockdep.runtime.event.Entry;
import io.jlockdep.runtime.event.StackEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Call stacks without the frames of the agent, each told to the recording once. */
final class Stacks {
  /** Frames beyond this depth are left out. */
  static final int DEPTH = 64;

  /** Stacks beyond this number are given no id. */
  private static final int CAPACITY = 1 << 17;

  private static final String OWN = "io.jlockdep.runtime.";
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final LongTable IDS = new LongTable();

  private Stacks() {}

  /** Reads off the frames of the calling thread. */
  private static final class Walk implements Function<Stream<StackWalker.StackFrame>, Object> {
    final List<StackTraceElement> frames = new ArrayList<>();

    @Override
    public Object apply(Stream<StackWalker.StackFrame> stream) {
      java.util.Iterator<StackWalker.StackFrame> iterator = stream.iterator();
      while (iterator.hasNext() && frames.size() < DEPTH) {
        StackWalker.StackFrame frame = iterator.next();
        if (!isOwn(frame.getClassName())) {
          frames.add(frame.toStackTraceElement());
        }
      }
      return this;
    }
  }

  /** The stack of the calling thread, innermost frame first. */
  static StackTraceElement[] capture() {
    Walk walk = new Walk();
    WALKER.walk(walk);
    return walk.frames.toArray(new StackTraceElement[0]);
  }

  /** The same of another thread, from what {@link Thread#getStackTrace} gave. */
  static StackTraceElement[] withoutOwn(StackTraceElement[] frames) {
    List<StackTraceElement> kept = new ArrayList<>();
    for (StackTraceElement frame : frames) {
      if (!isOwn(frame.getClassName()) && kept.size() < DEPTH) {
        kept.add(frame);
      }
    }
    return kept.toArray(new StackTraceElement[0]);
  }

  /** The id of a stack; 0 for an empty one. */
  static int id(StackTraceElement[] frames) {
    return id(frames, 0, -1);
  }

  /**
   * The id of the stack that {@code frames} is from index {@code from} on, with {@code line} in its
   * innermost frame unless that is negative.
   */
  static int id(StackTraceElement[] frames, int from, int line) {
    if (from >= frames.length) {
      return 0;
    }
    long hash = 1;
    for (int i = from; i < frames.length; i++) {
      StackTraceElement frame = frames[i];
      hash = Chains.mix(hash, frame.getClassName().hashCode());
      hash = Chains.mix(hash, frame.getMethodName().hashCode());
      hash = Chains.mix(hash, i == from && line >= 0 ? line : frame.getLineNumber());
    }
    synchronized (IDS) {
      int known = IDS.get(hash, 0);
      if (known == 0) {
        if (IDS.size() >= CAPACITY) {
          return 0;
        }
        known = IDS.size() + 1;
        IDS.put(hash, known);
        Facts.add(new Told(known, text(frames, from, line)));
      }
      return known;
    }
  }

  /** A frame as the recording writes it. */
  static String format(StackTraceElement frame) {
    StringBuilder text = new StringBuilder();
    append(text, frame, frame.getLineNumber());
    return text.toString();
  }

  private static String text(StackTraceElement[] frames, int from, int line) {
    StringBuilder text = new StringBuilder((frames.length - from) * 60);
    for (int i = from; i < frames.length; i++) {
      if (i > from) {
        text.append('\n');
      }
      append(text, frames[i], i == from && line >= 0 ? line : frames[i].getLineNumber());
    }
    return text.toString();
  }

  private static void append(StringBuilder text, StackTraceElement frame, int line) {
    String file = frame.getFileName();
    text.append(frame.getClassName()).append('|').append(frame.getMethodName()).append('|');
    text.append(file == null ? "" : file).append('|').append(line < 0 ? -1 : line);
  }

  private static boolean isOwn(@Nullable String className) {
    return className != null
        && className.startsWith(OWN)
        && className.indexOf('.', OWN.length()) < 0;
  }

  private static final class Told extends Fact {
    private final int id;
    private final String frames;

    Told(int id, String frames) {
      this.id = id;
      this.frames = frames;
    }

    @Override
    int weight() {
      return 1 + frames.length() / 64;
    }

    @Override
    Entry event() {
      StackEvent event = new StackEvent();
      event.stack = id;
      event.frames = frames;
      return event;
    }
  }
}
