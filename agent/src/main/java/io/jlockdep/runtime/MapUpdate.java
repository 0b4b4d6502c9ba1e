package io.jlockdep.runtime;

import io.jlockdep.vm.DontInline;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One update of a {@link ConcurrentHashMap} under way: stands for the function that the map calls
 * once it holds the bin, and so knows when that is.
 */
final class MapUpdate implements BiFunction<Object, Object, @Nullable Object> {
  private final HeldLocks held;
  private final Object map;
  private final LockRef lock;
  private final int site;
  private final int stack;
  private @Nullable BiFunction<Object, Object, @Nullable Object> ofTwo;
  private boolean entered;

  private MapUpdate(HeldLocks held, Object map, LockRef lock, int site) {
    this.held = held;
    this.map = map;
    this.lock = lock;
    this.site = site;
    stack = held.acquiring(lock, map, Acquire.BLOCKING, site);
  }

  /** An update that the calling thread is about to make; null if there is nothing to see. */
  static @Nullable MapUpdate of(@Nullable Object map, @Nullable Object key, int site) {
    if (!(map instanceof ConcurrentHashMap)) {
      return null;
    }
    HeldLocks held = HeldLocks.entering(map);
    return held == null ? null : begin(held, (ConcurrentHashMap<?, ?>) map, key, site);
  }

  private static @Nullable MapUpdate begin(
      HeldLocks held, ConcurrentHashMap<?, ?> map, @Nullable Object key, int site) {
    try {
      // A leaving hook that overflowed the stack would leave the bin held for ever.
      HeldLocks.reserve(HeldLocks.RESERVED_FRAMES);
      return new MapUpdate(held, map, lockOf(held, map, key, site), site);
    } catch (Throwable t) {
      held.abandoned();
      Facts.lost(t);
      return null;
    }
  }

  /**
   * An update that takes nothing meanwhile is about to be made: of interest only under other locks.
   * What {@link #waited} is to be given.
   */
  static @Nullable HeldLocks waiting(@Nullable Object map, @Nullable Object key, int site) {
    HeldLocks held = map instanceof ConcurrentHashMap ? HeldLocks.entering(map) : null;
    if (map == null || held == null || held.depth == 0) {
      return null;
    }
    try {
      LockRef ref = lockOf(held, (ConcurrentHashMap<?, ?>) map, key, site);
      if (!ShortWay.push(held, site, ref)) {
        held.acquiring(ref, map, Acquire.BLOCKING, site);
      }
      return held;
    } catch (Throwable t) {
      held.abandoned();
      Facts.lost(t);
      return null;
    }
  }

  /** It is over, however it ended. */
  static void waited(@Nullable HeldLocks held) {
    if (held != null) {
      held.asking = false;
      held.abandoned();
    }
  }

  private static LockRef lockOf(
      HeldLocks held, ConcurrentHashMap<?, ?> map, @Nullable Object key, int site) {
    @Nullable MapBins[] recent = held.recentMaps;
    int place = System.identityHashCode(map) & (HeldLocks.RECENT - 1);
    MapBins bins = recent == null ? null : recent[place];
    LockRef known = bins != null && bins.refersTo(map) ? bins.known(key) : null;
    return known != null ? known : lockOf(held, map, key, site, place);
  }

  @DontInline
  private static LockRef lockOf(
      HeldLocks held, ConcurrentHashMap<?, ?> map, @Nullable Object key, int site, int place) {
    held.guardOn();
    try {
      MapBins bins = MapBins.of(map, Site.at(site));
      @Nullable MapBins[] recent = held.recentMaps;
      if (recent == null) {
        recent = new @Nullable MapBins[HeldLocks.RECENT];
        held.recentMaps = recent;
      }
      recent[place] = bins;
      return bins.lockOf(map, key);
    } finally {
      held.guardOff();
    }
  }

  /** What to give to the map instead of {@code function}; null for null, which the map refuses. */
  @Nullable BiFunction<Object, Object, @Nullable Object> running(
      @Nullable BiFunction<Object, Object, @Nullable Object> function) {
    ofTwo = function;
    return function == null ? null : this;
  }

  @Nullable Function<Object, @Nullable Object> running(
      @Nullable Function<Object, @Nullable Object> function) {
    return function == null ? null : new OfKey(function);
  }

  @Override
  public @Nullable Object apply(Object key, Object value) {
    enter();
    BiFunction<Object, Object, @Nullable Object> function = ofTwo;
    return function == null ? null : function.apply(key, value);
  }

  /** Stands for a function of the key alone. */
  private final class OfKey implements Function<Object, @Nullable Object> {
    private final Function<Object, @Nullable Object> function;

    OfKey(Function<Object, @Nullable Object> function) {
      this.function = function;
    }

    @Override
    public @Nullable Object apply(Object key) {
      enter();
      return function.apply(key);
    }
  }

  private void enter() {
    if (!entered) {
      held.acquired(lock, map, Acquire.BLOCKING, site, stack);
      entered = true;
    }
  }

  /** The update is over, however it ended. */
  void over(int releaseSite) {
    if (entered) {
      held.releasingLock(map, releaseSite);
    } else {
      held.abandoned();
    }
  }
}
