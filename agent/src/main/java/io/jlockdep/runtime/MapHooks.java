package io.jlockdep.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Updates of a {@link ConcurrentHashMap}: it runs the function that it is given while it holds the
 * lock of a bin, for which every other update of that bin waits. Seen at the call, whatever type of
 * map the call is written for; calls on other maps are just made. An update without a function
 * waits, but nothing is taken while it holds the bin.
 */
public final class MapHooks {
  private MapHooks() {}

  @Replaces(Map.class)
  public static @Nullable Object compute(
      Map<Object, Object> map,
      Object key,
      BiFunction<Object, Object, @Nullable Object> function,
      int site) {
    MapUpdate update = MapUpdate.of(map, key, site);
    if (update == null) {
      return map.compute(key, function);
    }
    try {
      return map.compute(key, update.running(function));
    } finally {
      update.over(site);
    }
  }

  @Replaces(Map.class)
  public static @Nullable Object computeIfPresent(
      Map<Object, Object> map,
      Object key,
      BiFunction<Object, Object, @Nullable Object> function,
      int site) {
    MapUpdate update = MapUpdate.of(map, key, site);
    if (update == null) {
      return map.computeIfPresent(key, function);
    }
    try {
      return map.computeIfPresent(key, update.running(function));
    } finally {
      update.over(site);
    }
  }

  @Replaces(Map.class)
  public static @Nullable Object computeIfAbsent(
      Map<Object, Object> map, Object key, Function<Object, @Nullable Object> function, int site) {
    MapUpdate update = MapUpdate.of(map, key, site);
    if (update == null) {
      return map.computeIfAbsent(key, function);
    }
    try {
      return map.computeIfAbsent(key, update.running(function));
    } finally {
      update.over(site);
    }
  }

  @Replaces(Map.class)
  public static @Nullable Object merge(
      Map<Object, Object> map,
      Object key,
      Object value,
      BiFunction<Object, Object, @Nullable Object> function,
      int site) {
    MapUpdate update = MapUpdate.of(map, key, site);
    if (update == null) {
      return map.merge(key, value, function);
    }
    try {
      return map.merge(key, value, update.running(function));
    } finally {
      update.over(site);
    }
  }

  // Updates that only wait: replaced where the call names a concurrent map, since calls of Map.put
  // are everywhere.

  @Replaces(value = ConcurrentHashMap.class, exact = true)
  public static @Nullable Object put(
      ConcurrentHashMap<Object, Object> map, Object key, Object value, int site) {
    HeldLocks held = MapUpdate.waiting(map, key, site);
    try {
      return map.put(key, value);
    } finally {
      MapUpdate.waited(held);
    }
  }

  @Replaces(value = ConcurrentMap.class, exact = true)
  public static @Nullable Object put(
      ConcurrentMap<Object, Object> map, Object key, Object value, int site) {
    HeldLocks held = MapUpdate.waiting(map, key, site);
    try {
      return map.put(key, value);
    } finally {
      MapUpdate.waited(held);
    }
  }

  @Replaces(value = ConcurrentHashMap.class, exact = true)
  public static @Nullable Object putIfAbsent(
      ConcurrentHashMap<Object, Object> map, Object key, Object value, int site) {
    HeldLocks held = MapUpdate.waiting(map, key, site);
    try {
      return map.putIfAbsent(key, value);
    } finally {
      MapUpdate.waited(held);
    }
  }

  @Replaces(value = ConcurrentMap.class, exact = true)
  public static @Nullable Object putIfAbsent(
      ConcurrentMap<Object, Object> map, Object key, Object value, int site) {
    HeldLocks held = MapUpdate.waiting(map, key, site);
    try {
      return map.putIfAbsent(key, value);
    } finally {
      MapUpdate.waited(held);
    }
  }

  @Replaces(value = ConcurrentHashMap.class, exact = true)
  public static @Nullable Object remove(
      ConcurrentHashMap<Object, Object> map, Object key, int site) {
    HeldLocks held = MapUpdate.waiting(map, key, site);
    try {
      return map.remove(key);
    } finally {
      MapUpdate.waited(held);
    }
  }

  @Replaces(value = ConcurrentMap.class, exact = true)
  public static @Nullable Object remove(ConcurrentMap<Object, Object> map, Object key, int site) {
    HeldLocks held = MapUpdate.waiting(map, key, site);
    try {
      return map.remove(key);
    } finally {
      MapUpdate.waited(held);
    }
  }
}
