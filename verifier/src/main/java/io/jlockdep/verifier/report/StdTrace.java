package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Trace;
import io.jlockdep.verifier.model.TraceOp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A trace in the field's exchange format, lines {@code thread|op|loc}, for other tools. The format
 * knows exclusive locks only: shared acquisitions, and what keeps nobody out (a semaphore with
 * several permits), are left out and counted.
 */
public final class StdTrace {
  private final Trace trace;
  private final List<String> threads = new ArrayList<>();
  private final List<String> locks = new ArrayList<>();
  private final Map<Integer, Set<Integer>> signallers = new HashMap<>();
  private long leftOut;

  public StdTrace(Trace trace) {
    this.trace = trace;
    Set<String> used = new HashSet<>();
    for (RecordedThread thread : trace.threads()) {
      threads.add(unique(clean(thread.name()), thread.id(), used));
    }
    used.clear();
    for (LockInstance lock : trace.locks()) {
      locks.add(unique(clean(lock.lockClass().name()), lock.id(), used));
    }
  }

  /** Writes every event. */
  public void writeTo(Appendable out) throws IOException {
    Trace.Cursor at = trace.cursor();
    while (at.next()) {
      if (at.op() == TraceOp.SIGNAL || at.op() == TraceOp.AWAITED) {
        overVariables(at, out);
        continue;
      }
      String op = op(at);
      if (op.isEmpty()) {
        leftOut += at.op() == TraceOp.WOKEN ? 0 : 1;
      } else {
        out.append(threads.get(at.thread())).append('|').append(op).append('|');
        out.append(place(at)).append('\n');
      }
    }
  }

  /** Events that the format has no word for. */
  public long leftOut() {
    return leftOut;
  }

  /** A wait reads what each thread wrote that signalled. */
  private void overVariables(Trace.Cursor at, Appendable out) throws IOException {
    Set<Integer> threadsSoFar = signallers.computeIfAbsent(at.subject(), key -> new TreeSet<>());
    if (at.op() == TraceOp.SIGNAL) {
      threadsSoFar.add(at.thread());
      access("w", at, at.thread(), out);
      return;
    }
    for (int other : threadsSoFar) {
      access("r", at, other, out);
    }
  }

  private void access(String word, Trace.Cursor at, int signaller, Appendable out)
      throws IOException {
    out.append(threads.get(at.thread())).append('|').append(word).append("(S");
    out.append(Integer.toString(at.subject())).append('_').append(Integer.toString(signaller));
    out.append(")|-\n");
  }

  private String op(Trace.Cursor at) {
    return switch (at.op()) {
      case TraceOp.READ -> "r(V" + at.subject() + ")";
      case TraceOp.WRITE -> "w(V" + at.subject() + ")";
      case TraceOp.FORK -> "fork(" + threads.get(at.subject()) + ")";
      case TraceOp.JOIN -> "join(" + threads.get(at.subject()) + ")";
      case TraceOp.ACQUIRE, TraceOp.TRY, TraceOp.REACQUIRE -> onLock("acq", at.subject());
      case TraceOp.RELEASE, TraceOp.WAIT -> onLock("rel", at.subject());
      case TraceOp.REQUEST -> onLock("req", at.subject());
      default -> "";
    };
  }

  private String onLock(String word, int lock) {
    return trace.locks().get(lock).excludes() ? word + "(" + locks.get(lock) + ")" : "";
  }

  private String place(Trace.Cursor at) {
    Frame site = trace.site(at.site());
    return site.isKnown() ? clean(site.toString()) : "-";
  }

  private static String unique(String name, int id, Set<String> used) {
    String unique = used.contains(name) ? name + "#" + id : name;
    used.add(unique);
    return unique;
  }

  /** Fit to stand between bars and brackets. */
  private static String clean(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.codePoints()
        .forEach(
            c ->
                text.appendCodePoint(
                    c == '|' || Character.isWhitespace(c) || Character.isISOControl(c) ? '_' : c));
    return text.isEmpty() ? "-" : text.toString();
  }
}
