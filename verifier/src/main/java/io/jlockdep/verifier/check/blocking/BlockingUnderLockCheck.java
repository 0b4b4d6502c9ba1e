package io.jlockdep.verifier.check.blocking;

import io.jlockdep.verifier.model.Blame;
import io.jlockdep.verifier.model.Blocking;
import io.jlockdep.verifier.model.Category;
import io.jlockdep.verifier.model.EventWait;
import io.jlockdep.verifier.model.Finding;
import io.jlockdep.verifier.model.Fingerprint;
import io.jlockdep.verifier.model.Frame;
import io.jlockdep.verifier.model.Grade;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Place;
import io.jlockdep.verifier.model.RecordedThread;
import io.jlockdep.verifier.model.Severity;
import io.jlockdep.verifier.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Adds up the calls and waits that block while a lock is held: sockets, sleeps, processes, and
 * {@code Object.wait}, {@code Condition.await} and their like under a second lock. True of many
 * good programs, so always a note; who waited for the lock meanwhile is told as far as it is known.
 */
public final class BlockingUnderLockCheck {
  private record Key(List<LockClass> held, String kind, String what, String type, String method) {}

  /** The counts of one place go up with each event of it, thread by thread. */
  private record Counted(RecordedThread thread, Frame site, List<HeldLock> held) {}

  private record Wait(Frame site, LockClass event, LockClass held) {}

  private BlockingUnderLockCheck() {}

  /**
   * Checks the model.
   *
   * @param waitCycles what was found about waits: those are not reported again
   */
  public static List<Finding> check(Model model, List<Finding> waitCycles) {
    Map<Key, List<Blocking>> calls = new LinkedHashMap<>();
    for (Blocking call : model.incidents().blockings()) {
      List<HeldLock> held = held(call.held());
      if (!held.isEmpty()) {
        calls.computeIfAbsent(key(call, held), key -> new ArrayList<>()).add(call);
      }
    }
    Set<Wait> known = known(waitCycles);
    Map<Key, List<EventWait>> waits = new LinkedHashMap<>();
    for (EventWait wait : model.waits().waits()) {
      List<HeldLock> held = held(wait.held());
      if (!held.isEmpty() && held.stream().noneMatch(lock -> known.contains(of(wait, lock)))) {
        waits.computeIfAbsent(key(wait, held), key -> new ArrayList<>()).add(wait);
      }
    }
    List<Finding> findings = new ArrayList<>();
    calls.forEach((key, all) -> findings.add(ofCalls(key, all)));
    waits.forEach((key, all) -> findings.add(ofWaits(key, all)));
    return findings;
  }

  /** A semaphore that others release keeps nobody out. */
  private static List<HeldLock> held(List<HeldLock> locks) {
    return locks.stream().filter(lock -> !lock.instance().releasedElsewhere()).toList();
  }

  private static Set<Wait> known(List<Finding> waitCycles) {
    Set<Wait> known = new HashSet<>();
    for (Finding finding : waitCycles) {
      finding
          .edges()
          .forEach(edge -> known.add(new Wait(edge.acquisition().site(), edge.to(), edge.from())));
    }
    return known;
  }

  private static Wait of(EventWait wait, HeldLock lock) {
    return new Wait(wait.site(), wait.event().lockClass(), lock.lockClass());
  }

  private static Key key(Blocking call, List<HeldLock> held) {
    return new Key(
        classes(held), call.kind(), call.detail(), call.site().className(), call.site().method());
  }

  private static Key key(EventWait wait, List<HeldLock> held) {
    return new Key(
        classes(held),
        wait.primitive(),
        wait.event().lockClass().name(),
        wait.site().className(),
        wait.site().method());
  }

  private static List<LockClass> classes(List<HeldLock> held) {
    return held.stream().map(HeldLock::lockClass).distinct().toList();
  }

  private static Finding ofCalls(Key key, List<Blocking> calls) {
    Map<Counted, Blocking> last = new HashMap<>();
    for (Blocking call : calls) {
      last.merge(
          new Counted(call.thread(), call.site(), call.held()),
          call,
          (one, other) -> one.count() >= other.count() ? one : other);
    }
    long count = last.values().stream().mapToLong(Blocking::count).sum();
    long nanos = last.values().stream().mapToLong(Blocking::totalNanos).sum();
    long longest = calls.stream().mapToLong(Blocking::durationNanos).max().orElse(0);
    Blocking first = calls.get(0);
    Place place =
        new Place(
            String.format(
                Locale.ROOT,
                "calls %s, %s, %.1f ms in all, longest seen %.1f ms,",
                called(key),
                count == 1 ? "once" : count + " times",
                nanos / 1e6,
                longest / 1e6),
            first.thread(),
            first.time(),
            first.site(),
            first.stack(),
            first.held(),
            first.operations());
    Blame blame =
        Blame.of(
            calls.stream()
                .map(call -> new Blame.Call(call.durationNanos(), call.waiters()))
                .toList());
    return finding(key, "blocks in " + called(key), place, Optional.of(blame), count);
  }

  private static String called(Key key) {
    return key.what().equals(key.kind()) ? key.kind() : key.what() + " (" + key.kind() + ")";
  }

  private static Finding ofWaits(Key key, List<EventWait> waits) {
    EventWait first = waits.get(0);
    String event = first.event().lockClass().shortName();
    Place place =
        new Place(
            "waits for " + event + " (" + key.kind() + ")",
            first.thread(),
            first.time(),
            first.site(),
            first.stack(),
            first.held(),
            first.operations());
    return finding(
        key, "waits for " + event + " (" + key.kind() + ")", place, Optional.empty(), waits.size());
  }

  private static Finding finding(
      Key key, String what, Place place, Optional<Blame> blame, long count) {
    List<String> locks = key.held().stream().map(LockClass::name).toList();
    String where =
        key.type().isEmpty()
            ? ""
            : ", in " + LockClass.withoutPackages(key.type()) + "." + key.method();
    return Finding.at(
        Fingerprint.of(
            Category.BLOCKING_UNDER_LOCK,
            String.join("\n", locks),
            key.kind(),
            key.what(),
            key.type(),
            key.method()),
        Category.BLOCKING_UNDER_LOCK,
        new Verdict(
            Grade.INSTANCE,
            Severity.NOTE,
            List.of(),
            "blocking under a lock is slow, not wrong by itself"),
        what
            + " under "
            + String.join(" and ", key.held().stream().map(LockClass::shortName).toList())
            + where,
        locks,
        List.of(place),
        blame,
        count);
  }
}
