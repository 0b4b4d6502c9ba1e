package io.jlockdep.verifier.check.misuse;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.How;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.LockInstance;
import io.jlockdep.verifier.model.LockKind;
import io.jlockdep.verifier.model.Misuse;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Place;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Locks that are held when their thread, task or program ends, that are released by who does not
 * hold them, and that are replaced while they are held. What the kind of lock forbids is a warning;
 * what working programs do by design is a note.
 */
public final class MisuseCheck {
  private record Key(Misuse.Rule rule, LockClass lockClass, String className, String method) {}

  private MisuseCheck() {}

  /** Checks the model; what is alike is one finding. */
  public static List<Finding> check(Model model) {
    Map<Key, List<Misuse>> alike = new LinkedHashMap<>();
    for (Misuse misuse : model.incidents().misuses()) {
      boolean left = misuse.rule() == Misuse.Rule.HELD_AT_THREAD_END;
      if (!left || !misuse.instance().releasedElsewhere()) {
        alike.computeIfAbsent(key(misuse), key -> new ArrayList<>()).add(misuse);
      }
    }
    List<Finding> findings = new ArrayList<>();
    alike.forEach((key, misuses) -> findings.add(finding(key, misuses, model)));
    findings.addAll(HeldAtTaskEnd.check(model));
    return findings;
  }

  private static Key key(Misuse misuse) {
    return new Key(
        misuse.rule(),
        misuse.instance().lockClass(),
        misuse.site().className(),
        misuse.site().method());
  }

  private static Finding finding(Key key, List<Misuse> misuses, Model model) {
    for (Misuse misuse : misuses) {
      Optional<Acquisition> asked = askedInVain(misuse, model);
      if (asked.isPresent()) {
        return finding(key, misuse, hangs(), List.of(place(misuse), place(asked.get())), misuses);
      }
    }
    Misuse first = misuses.stream().filter(Misuse::certain).findFirst().orElse(misuses.get(0));
    return finding(key, first, verdict(first), List.of(place(first)), misuses);
  }

  private static Finding finding(
      Key key, Misuse misuse, Verdict verdict, List<Place> places, List<Misuse> misuses) {
    Category category = category(key.rule());
    return Finding.at(
        Fingerprint.of(
            category, key.lockClass().name(), key.rule().name(), key.className(), key.method()),
        category,
        verdict,
        title(key, misuse),
        List.of(key.lockClass().name()),
        places,
        Optional.empty(),
        misuses.size());
  }

  private static Category category(Misuse.Rule rule) {
    return switch (rule) {
      case HELD_AT_THREAD_END, HELD_AT_EXIT -> Category.HELD_AT_EXIT;
      case NOT_HELD, ELSEWHERE, OVER_RELEASED -> Category.IMBALANCE;
      case REPLACED -> Category.LOCK_REPLACED;
    };
  }

  private static String title(Key key, Misuse misuse) {
    String lock = key.lockClass().shortName();
    return switch (key.rule()) {
          case HELD_AT_THREAD_END -> lock + " still held when its thread ended, taken";
          case HELD_AT_EXIT -> lock + " still held when the program ended, taken";
          case NOT_HELD -> lock + " released by a thread that does not hold it";
          case ELSEWHERE -> lock + " released by another thread than the one that holds it";
          case OVER_RELEASED -> lock + " released more often than it was acquired";
          case REPLACED -> lock + " replaced while " + misuse.detail() + " holds the lock in it";
        }
        + in(misuse.site());
  }

  static String in(Frame site) {
    return site.isKnown()
        ? " in " + LockClass.withoutPackages(site.className()) + "." + site.method()
        : "";
  }

  private static Verdict verdict(Misuse misuse) {
    LockKind kind = misuse.instance().lockClass().kind();
    return switch (misuse.rule()) {
      case HELD_AT_THREAD_END -> heldAtThreadEnd(misuse, kind);
      case HELD_AT_EXIT ->
          note(
              List.of(),
              "the end of a program may meet a thread anywhere; only a shutdown hook that needs the"
                  + " lock would wait for ever");
      case NOT_HELD ->
          warning(
              kind == LockKind.DECLARED
                  ? "nobody was seen to hold it"
                  : "the call throws IllegalMonitorStateException, so no other thread's lock is lost");
      case ELSEWHERE ->
          note(
              List.of("another thread holds it"),
              "the spec file does not say whether locks of this type may be handed over");
      case OVER_RELEASED ->
          note(
              List.of("permits may be added"),
              "a semaphore may be given more permits on purpose; as a lock it lets in more threads"
                  + " than it should from now on");
      case REPLACED ->
          warning("no thread was seen to use the new object while the old one was held");
    };
  }

  private static Verdict heldAtThreadEnd(Misuse misuse, LockKind kind) {
    return switch (kind) {
      case REENTRANT_LOCK, RW_LOCK, DECLARED ->
          misuse.certain() || kind == LockKind.DECLARED
              ? warning("nobody was seen to ask for it after that")
              : note(
                  List.of("not confirmed by the lock"),
                  "the lock could not be asked whether it is still held");
      case STAMPED_LOCK, SEMAPHORE ->
          note(
              List.of("may be released elsewhere"),
              "another thread may release it; none was seen to");
      default ->
          note(
              List.of("not confirmed by the lock"),
              "a release in code that is not woven would not have been seen");
    };
  }

  private static Verdict hangs() {
    return new Verdict(Grade.OCCURRED, Severity.ERROR, List.of(), "");
  }

  private static Verdict warning(String why) {
    return new Verdict(Grade.INSTANCE, Severity.WARNING, List.of(), why);
  }

  private static Verdict note(List<String> downgrades, String why) {
    return new Verdict(Grade.INSTANCE, Severity.NOTE, downgrades, why);
  }

  /** Who asked for it, to wait without end, after the thread that has it had ended. */
  private static Optional<Acquisition> askedInVain(Misuse misuse, Model model) {
    LockInstance lock = misuse.instance();
    LockKind kind = lock.lockClass().kind();
    boolean owned = kind == LockKind.REENTRANT_LOCK || kind == LockKind.RW_LOCK;
    if (misuse.rule() != Misuse.Rule.HELD_AT_THREAD_END || !misuse.certain() || !owned) {
      return Optional.empty();
    }
    return model.acquisitions().stream()
        .filter(
            request ->
                request.instance().equals(lock)
                    && request.seq() > misuse.seq()
                    && !request.derived()
                    && (request.how() == How.BLOCKING || request.how() == How.INTERRUPTIBLE)
                    && (misuse.mode() == Mode.EXCLUSIVE || request.mode() == Mode.EXCLUSIVE))
        .findFirst();
  }

  private static Place place(Misuse misuse) {
    String lock = misuse.instance().lockClass().shortName();
    String what =
        switch (misuse.rule()) {
          case HELD_AT_THREAD_END -> "takes " + lock + ", and ends without releasing it,";
          case HELD_AT_EXIT -> "takes " + lock + ", which it holds when the program ends,";
          case NOT_HELD, ELSEWHERE, OVER_RELEASED -> "releases " + lock;
          case REPLACED -> "stores another object into " + lock;
        };
    boolean left = category(misuse.rule()) == Category.HELD_AT_EXIT;
    return new Place(
        what,
        misuse.thread(),
        left ? 0 : misuse.time(), // when it was taken is not known
        misuse.site(),
        misuse.stack(),
        left ? List.of() : misuse.held(),
        misuse.operations());
  }

  private static Place place(Acquisition request) {
    return new Place(
        "asks for " + request.lockClass().shortName(),
        request.thread(),
        request.time(),
        request.site(),
        request.stack(),
        request.held(),
        request.operations());
  }
}
