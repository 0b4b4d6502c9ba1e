package io.jlockdep.runtime;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The locks inside one {@link ConcurrentHashMap}: one for each key that was seen, up to a bound.
 * The map itself locks bins, which several keys may share, and others after it has grown; so one
 * key always means one lock, while two keys are only known to be of the same class. Keys beyond the
 * bound have a lock that is never met again. Never refers to a key.
 */
final class MapBins extends WeakNode {
  /** A power of two. */
  private static final int KEYS = 256;

  private static final int PROBES = 8;

  private static final WeakTable TABLE = new WeakTable();

  private final int lockClass;
  private final String type;

  /** Written under the monitor of this object, read by anybody: a bin that is seen is whole. */
  private @Nullable Bin[] known = new @Nullable Bin[8];

  /** The lock of the keys of one hash. */
  private static final class Bin {
    final LockRef ref;
    final int hash;

    Bin(LockRef ref, int hash) {
      this.ref = ref;
      this.hash = hash;
    }
  }

  private MapBins(ConcurrentHashMap<?, ?> map, int lockClass, String type) {
    super(map, TABLE.queue);
    this.lockClass = lockClass;
    this.type = type;
  }

  /** The locks inside {@code map}, used at that site. */
  static MapBins of(ConcurrentHashMap<?, ?> map, Site site) {
    MapBins bins = (MapBins) TABLE.find(map);
    if (bins == null) {
      synchronized (TABLE) {
        bins = (MapBins) TABLE.findLocked(map);
        if (bins == null) {
          String type = LockClass.typeName(map.getClass());
          bins = new MapBins(map, lockClass(map, type, site), type);
          TABLE.add(bins);
        }
      }
    }
    return bins;
  }

  /** The lock that guards {@code key} in {@code map}, of which this is. */
  LockRef lockOf(Object map, @Nullable Object key) {
    return find(map, hash(key));
  }

  /** The lock of a key that was seen before, or null; runs no code of the application. */
  @Nullable LockRef known(@Nullable Object key) {
    int hash = hash(key);
    @Nullable Bin[] table = known;
    for (int i = 0; i < PROBES; i++) {
      Bin bin = table[place(hash, i, table)];
      if (bin == null || bin.hash == hash) {
        return bin == null ? null : bin.ref;
      }
    }
    return null;
  }

  static void sweep() {
    TABLE.sweep();
  }

  /**
   * Equal for equal keys of the usual types. The application's own {@code hashCode} is not called:
   * it may be slow, or lock; a key of another type is known by its identity.
   */
  private static int hash(@Nullable Object key) {
    int hash =
        key instanceof String || key instanceof Number || key instanceof Character
            ? (key.getClass().getClassLoader() == null ? key.hashCode() : 0)
            : 0;
    if (hash == 0) {
      hash = System.identityHashCode(key);
    }
    return hash * 0x9E3779B9;
  }

  private LockRef find(Object map, int hash) {
    @Nullable Bin[] table = known;
    for (int i = 0; i < PROBES; i++) {
      Bin bin = table[place(hash, i, table)];
      if (bin == null) {
        return add(map, hash);
      }
      if (bin.hash == hash) {
        return bin.ref;
      }
    }
    return table.length < KEYS ? add(map, hash) : make(map);
  }

  private synchronized LockRef add(Object map, int hash) {
    @Nullable Bin[] table = known;
    for (int i = 0; i < PROBES; i++) {
      int at = place(hash, i, table);
      Bin bin = table[at];
      if (bin == null) {
        bin = new Bin(make(map), hash);
        table[at] = bin;
      }
      if (bin.hash == hash) {
        return bin.ref;
      }
    }
    if (table.length >= KEYS) {
      return make(map);
    }
    grow();
    return add(map, hash);
  }

  private void grow() {
    @Nullable Bin[] table = new @Nullable Bin[known.length * 4];
    for (Bin bin : known) {
      if (bin != null) {
        put(bin, table);
      }
    }
    known = table;
  }

  private static void put(Bin bin, @Nullable Bin[] table) {
    for (int i = 0; i < PROBES; i++) {
      int at = place(bin.hash, i, table);
      if (table[at] == null) {
        table[at] = bin;
        return;
      }
    }
  }

  private static int place(int hash, int probe, @Nullable Bin[] table) {
    return ((hash >>> 16) + probe) & (table.length - 1);
  }

  private LockRef make(Object map) {
    LockInstance instance = new LockInstance(LockKind.LOCK, type, lockClass, 0);
    return new LockRef(map, instance, Acquire.EXCLUSIVE, null);
  }

  private static int lockClass(Object map, String name, Site site) {
    String declared = TypeKey.declaredName(name);
    if (declared != null) {
      return LockClass.of(declared, "declared", LockKind.LOCK, false, name);
    }
    if (!site.lockName.isEmpty() && !site.origin().equals("jdk")) {
      return LockClass.of(site.lockName, site.origin(), LockKind.LOCK, false, name);
    }
    LockRef made = (LockRef) Instances.MONITORS.find(map);
    if (made != null) {
      // Named where it was made, or by somebody who locks its monitor.
      return LockClass.sameName(made.instance.lockClass, LockKind.LOCK, name);
    }
    boolean general = LockClass.isGeneral(map.getClass());
    return LockClass.of(name, "type", LockKind.LOCK, general, name);
  }
}
