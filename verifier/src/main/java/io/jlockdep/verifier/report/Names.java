package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.RecordedThread;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What things are called in a text: short where that is clear, and fit for a terminal. */
final class Names {
  private final Map<String, Integer> uses = new HashMap<>();
  private final boolean severalRecordings;

  Names(Model model) {
    model.lockClasses().forEach(each -> uses.merge(each.shortName(), 1, Integer::sum));
    severalRecordings = model.recordings().size() > 1;
  }

  /** The short name of a lock class, or the full one where another class is called alike. */
  String of(LockClass lockClass) {
    String name = lockClass.shortName();
    return printable(uses.getOrDefault(name, 1) > 1 ? lockClass.name() : name);
  }

  /** The name of a lock object; numbered where the finding has several objects of the class. */
  String of(LockInstance lock, Finding finding) {
    List<LockInstance> alike =
        finding.edges().stream()
            .flatMap(edge -> Stream.of(edge.held().instance(), edge.acquisition().instance()))
            .filter(other -> other.lockClass().equals(lock.lockClass()))
            .distinct()
            .toList();
    String name = of(lock.lockClass());
    return alike.size() > 1 ? name + " #" + (alike.indexOf(lock) + 1) : name;
  }

  /** {@code "writer-1"}; with several recordings it says of which. */
  String of(RecordedThread thread) {
    String name = "\"" + printable(thread.name()) + "\"";
    return severalRecordings ? name + " of recording " + (thread.recording() + 1) : name;
  }

  /** Without control characters: thread names and paths come from the recorded program. */
  static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return out.toString();
  }
}
