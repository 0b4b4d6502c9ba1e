package io.jlockdep.runtime;

import java.util.Arrays;

/**
 * Divides one wait among those who held the lock meanwhile; several at one moment share it equally.
 * What nobody held is {@link #HAND_OFF}; what came before the holds remembered is {@link #UNKNOWN}.
 * The shares add up to the wait. Belongs to one thread.
 */
final class WaitSplit {
  /** Stand for holders without a stack. */
  static final int HAND_OFF = -1;

  static final int UNKNOWN = -2;

  /** Too many to be told apart. */
  static final int OTHER = -3;

  private static final int PARTIES = 64;

  private final long[] hold = new long[3];
  private long[] from = new long[16];
  private long[] to = new long[16];
  private long[] who = new long[16];
  private int holds;

  private long[] party = new long[8];
  private long[] share = new long[8];
  private int parties;

  private long reachesTo;
  private boolean lost;

  /** A hold ended meanwhile, without which a thread that was kept out could not go on. */
  private boolean ended;

  /** Whether the ring did not reach back to the beginning of the wait. */
  boolean isShort;

  int parties() {
    return parties;
  }

  /** A stack's id or one of the constants. */
  int stack(int index) {
    return HoldRing.stackOf(party[index]);
  }

  int mode(int index) {
    return HoldRing.modeOf(party[index]);
  }

  long share(int index) {
    return share[index];
  }

  /**
   * Divides the time from {@code asked} to {@code got}.
   *
   * @param compatible whether shared holders let one another in, unless a writer is queued
   * @return false if nobody is known to have kept the thread out: nothing is divided
   */
  boolean divide(HoldRing ring, long asked, long got, int mode, boolean compatible) {
    holds = 0;
    parties = 0;
    collect(ring, asked, got, mode);
    isShort = reachesTo > asked;
    if (mode == Acquire.SHARED && compatible) {
      clipReaders();
    }
    if (!ended && !isShort) {
      return false;
    }
    sweep(asked, got);
    return true;
  }

  private void collect(HoldRing ring, long asked, long got, int mode) {
    long last = ring.last();
    long oldest = ring.oldest();
    long ticket = since(ring, oldest, last, asked);
    boolean wrapped = ticket == oldest && oldest > 1;
    long earliest = Long.MAX_VALUE;
    lost = false;
    ended = false;
    for (; ticket <= last; ticket++) {
      if (!ring.read(ticket, hold)) {
        lost = true;
        continue;
      }
      earliest = Math.min(earliest, hold[0]);
      if (hold[1] == HoldRing.OPEN && mode == Acquire.EXCLUSIVE) {
        continue; // gave the lock up where it was not seen
      }
      long begin = Math.max(asked, hold[0]);
      long end = Math.min(got, hold[1]);
      if (begin < end) {
        ended |= hold[1] <= got;
        insert(begin, end, hold[2]);
      }
    }
    reachesTo = wrapped ? Math.min(got, earliest) : asked;
  }

  /**
   * The first hold that can have lasted longer than until {@code asked}: all that come before an
   * exclusive one were over when it began.
   */
  private long since(HoldRing ring, long oldest, long last, long asked) {
    for (long ticket = last; ticket >= oldest; ticket--) {
      if (ring.read(ticket, hold)
          && hold[1] <= asked
          && HoldRing.modeOf(hold[2]) == Acquire.EXCLUSIVE) {
        return ticket + 1;
      }
    }
    return oldest;
  }

  /** Keeps the holds ordered by their beginning; they come nearly so. */
  private void insert(long begin, long end, long by) {
    if (holds == from.length) {
      from = Arrays.copyOf(from, holds * 2);
      to = Arrays.copyOf(to, holds * 2);
      who = Arrays.copyOf(who, holds * 2);
    }
    int at = holds++;
    while (at > 0 && from[at - 1] > begin) {
      from[at] = from[at - 1];
      to[at] = to[at - 1];
      who[at] = who[at - 1];
      at--;
    }
    from[at] = begin;
    to[at] = end;
    who[at] = by;
  }

  /**
   * A reader may go on as soon as the last writer has left: what other readers do after that keeps
   * it no longer.
   */
  private void clipReaders() {
    long end = 0;
    boolean anyWriter = false;
    for (int i = 0; i < holds; i++) {
      if (HoldRing.modeOf(who[i]) == Acquire.EXCLUSIVE) {
        end = anyWriter ? Math.max(end, to[i]) : to[i];
        anyWriter = true;
      }
    }
    ended = anyWriter;
    int kept = 0;
    for (int i = 0; i < holds; i++) {
      if (from[i] < end) {
        from[kept] = from[i];
        to[kept] = Math.min(to[i], end);
        who[kept++] = who[i];
      }
    }
    holds = kept;
  }

  private void sweep(long asked, long got) {
    long at = asked;
    int low = 0;
    while (at < got) {
      while (low < holds && to[low] <= at) {
        low++;
      }
      long next = at < reachesTo ? reachesTo : got;
      int active = 0;
      for (int i = low; i < holds; i++) {
        if (from[i] > at) {
          next = Math.min(next, from[i]);
          break;
        }
        if (to[i] > at) {
          active++;
          next = Math.min(next, to[i]);
        }
      }
      charge(at, next, low, active);
      at = next;
    }
  }

  private void charge(long at, long next, int low, int active) {
    long time = next - at;
    if (active == 0) {
      give(HoldRing.who(lost || at < reachesTo ? UNKNOWN : HAND_OFF, Acquire.EXCLUSIVE), time);
      return;
    }
    int left = active;
    for (int i = low; left > 0; i++) {
      if (to[i] > at) {
        long part = time / left; // what does not divide goes to the last
        time -= part;
        left--;
        give(who[i], part);
      }
    }
  }

  private void give(long by, long nanos) {
    long taker = HoldRing.stackOf(by) == 0 ? HoldRing.who(OTHER, HoldRing.modeOf(by)) : by;
    int at = 0;
    while (at < parties && party[at] != taker) {
      at++;
    }
    if (at == PARTIES) {
      at--;
      party[at] = HoldRing.who(OTHER, Acquire.EXCLUSIVE);
    } else if (at == parties) {
      if (at == party.length) {
        party = Arrays.copyOf(party, at * 2);
        share = Arrays.copyOf(share, at * 2);
      }
      party[at] = taker;
      share[at] = 0;
      parties++;
    }
    share[at] += nanos;
  }
}
