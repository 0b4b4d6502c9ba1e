package io.jlockdep.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Locks of the spec file. The hooks lie inside their methods, so that the site of an acquisition is
 * known only from the stack: the innermost frame outside the lock's own class.
 */
final class DeclaredLocks {
  /** The first so many acquisitions of a thread have their stacks taken, later every 64th. */
  private static final int STACKS = 256;

  private static volatile Declaration[] declarations = new Declaration[0];

  private DeclaredLocks() {}

  static synchronized int add(Declaration declaration) {
    Declaration[] larger = new Declaration[declarations.length + 1];
    System.arraycopy(declarations, 0, larger, 0, declarations.length);
    larger[larger.length - 1] = declaration;
    declarations = larger;
    return larger.length;
  }

  /** On entry of an acquire or try method. */
  static void acquiring(HeldLocks held, @Nullable Object lock, int id) {
    if (held.quiet == 0 && lock != null) {
      HeldLocks.reserve(HeldLocks.RESERVED_FRAMES);
      ask(held, lock, id);
    }
    held.quiet++; // last: who fails before this is never said to leave
  }

  private static void ask(HeldLocks held, Object lock, int id) {
    held.quiet += HeldStack.GUARD;
    try {
      held.pending = null;
      Declaration declaration = declarations[id - 1];
      if (!declaration.attempt) {
        ask(held, lock, declaration, Acquire.BLOCKING);
      }
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.quiet -= HeldStack.GUARD; // by no call, which could overflow the stack
    }
  }

  /** On its return; {@code success} if it has the lock. */
  static void acquired(HeldLocks held, @Nullable Object lock, int id, boolean success) {
    if (held.quiet == 1 && lock != null) {
      got(held, lock, id, success);
    }
  }

  private static void got(HeldLocks held, Object lock, int id, boolean success) {
    held.quiet += HeldStack.GUARD;
    try {
      Held asked = held.pending;
      held.pending = null;
      if (!success) {
        return;
      }
      held.acquisitions++;
      Declaration declaration = declarations[id - 1];
      if (asked == null) {
        asked = ask(held, lock, declaration, declaration.attempt ? Acquire.TRY : Acquire.BLOCKING);
        held.pending = null;
      }
      LockInstance instance = asked.instance;
      if (instance != null && !instance.used) {
        instance.used = true;
      }
      int known = instance == null ? -1 : held.indexOf(instance, declaration.mode);
      if (known >= 0) {
        held.entry(known).count++;
        return;
      }
      asked.takenAt = held.acquisitions;
      held.words[held.depth] = HeldStack.LONG;
      held.depth++;
      if (Control.trace) {
        held.trace.acquired(asked);
      }
      if (Control.contention) {
        Contention.acquired(held, asked);
      }
    } catch (Throwable t) {
      held.pending = null;
      Facts.lost(t);
    } finally {
      held.quiet -= HeldStack.GUARD; // by no call, which could overflow the stack
    }
  }

  /** On entry of a release method. */
  static void releasing(HeldLocks held, @Nullable Object lock, int id) {
    if (held.quiet == 0 && lock != null) {
      HeldLocks.reserve(HeldLocks.RESERVED_FRAMES);
      release(held, lock, id);
    }
    held.quiet++;
  }

  /** On exit of any of them: their bodies are looked into no longer. */
  static void leaving(HeldLocks held) {
    if (held.quiet > 0) {
      held.quiet--;
    }
  }

  private static void release(HeldLocks held, Object lock, int id) {
    held.quiet += HeldStack.GUARD;
    try {
      held.pending = null;
      Declaration declaration = declarations[id - 1];
      LockInstance instance = Instances.declared(lock, declaration.kind).instance;
      held.releaseOf(lock, instance, declaration.mode, 1, declaration.lastSite);
    } catch (Throwable t) {
      Facts.lost(t);
    } finally {
      held.quiet -= HeldStack.GUARD; // by no call, which could overflow the stack
    }
  }

  private static Held ask(HeldLocks held, Object lock, Declaration declaration, int how) {
    LockInstance instance = Instances.declared(lock, declaration.kind).instance;
    int mode = declaration.mode;
    boolean same = false;
    boolean owned = false;
    boolean silent = false;
    for (int i = 0; i < held.depth; i++) {
      Held other = held.entry(i);
      if (other.instance == instance) {
        owned = true;
        silent |= instance.kind.reentrant && (other.mode == mode || other.mode == 0);
      }
      same |= other.lockClass == instance.lockClass;
    }
    Held ask = held.slot();
    held.fill(ask, lock, instance, false, instance.lockClass, mode, how, declaration.lastSite);
    ask.declaration = declaration;
    if (!silent) {
      boolean telling =
          held.depth != 0 || held.spans.key != 0 || declaration.kind.isQueueingWriter(mode, how);
      boolean closer = telling && (same || owned || !held.witnesses.isSettled(ask));
      if (closer || isSampled(held.acquisitions)) {
        StackTraceElement[] frames = outside(declaration.type, Stacks.capture());
        place(ask, declaration, frames);
        if (closer) {
          held.witnesses.consider(ask, same || owned, owned, frames);
        }
      }
    }
    held.ask(ask);
    return ask;
  }

  private static void place(Held ask, Declaration declaration, StackTraceElement[] frames) {
    if (frames.length > 0) {
      ask.site = Site.found(frames[0]);
      ask.stack = Stacks.id(frames);
      declaration.lastSite = ask.site;
      declaration.lastStack = ask.stack;
    }
  }

  /** The frames from the first one outside {@code type} on. */
  static StackTraceElement[] outside(String type, StackTraceElement[] frames) {
    int from = 0;
    while (from < frames.length && frames[from].getClassName().equals(type)) {
      from++;
    }
    StackTraceElement[] rest = new StackTraceElement[frames.length - from];
    System.arraycopy(frames, from, rest, 0, rest.length);
    return rest;
  }

  private static boolean isSampled(long acquisition) {
    return acquisition < STACKS || (acquisition & 63) == 0;
  }
}
