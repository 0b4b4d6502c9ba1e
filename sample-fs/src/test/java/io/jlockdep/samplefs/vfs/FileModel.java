package io.jlockdep.samplefs.vfs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What one file holds, and held since its last sync: the oracle of the random tests. */
final class FileModel {
  /**
   * One version.
   *
   * @param begun how many events the device had seen when the operation began
   * @param synced how many it had seen when a sync of this version had returned; -1 without one
   */
  private record Version(Optional<String> name, byte[] bytes, int begun, int synced) {}

  private final List<Version> versions = new ArrayList<>();
  Optional<String> name;
  byte[] bytes = new byte[0];

  /** What is torn as a whole or not at all. */
  final int atom;

  FileModel(String name, int atom, int events) {
    this.name = Optional.of(name);
    this.atom = atom;
    note(events);
  }

  /** Call it before an operation takes effect, with what the file will be. */
  void note(int events) {
    versions.add(new Version(name, bytes.clone(), events, -1));
  }

  void synced(int events) {
    Version last = versions.get(versions.size() - 1);
    versions.set(versions.size() - 1, new Version(last.name, last.bytes, last.begun, events));
  }

  void resize(int size) {
    bytes = Arrays.copyOf(bytes, size);
  }

  void write(int pos, byte[] data) {
    if (pos + data.length > bytes.length) {
      resize(pos + data.length);
    }
    System.arraycopy(data, 0, bytes, pos, data.length);
  }

  void zero(int from, int to) {
    Arrays.fill(bytes, Math.min(from, bytes.length), Math.min(to, bytes.length), (byte) 0);
  }

  /** What a crash after so many events may leave: from the last synced version on. */
  Allowed after(int events) {
    int base = -1;
    List<Version> begun = new ArrayList<>();
    for (Version version : versions) {
      if (version.begun <= events) {
        begun.add(version);
        if (version.synced >= 0 && version.synced <= events) {
          base = begun.size() - 1;
        }
      }
    }
    return new Allowed(base < 0 ? List.of() : begun.subList(base, begun.size()));
  }

  /** The versions that a file may be a mixture of; none if it was never synced. */
  record Allowed(List<Version> versions) {
    @Override
    public String toString() {
      return versions.stream()
          .map(
              v ->
                  v.name()
                      + " "
                      + v.bytes().length
                      + " begun "
                      + v.begun()
                      + " synced "
                      + v.synced())
          .toList()
          .toString();
    }

    boolean isEmpty() {
      return versions.isEmpty();
    }

    boolean mayBeGone() {
      return versions.stream().anyMatch(v -> v.name().isEmpty());
    }

    List<String> names() {
      return versions.stream().flatMap(v -> v.name().stream()).distinct().toList();
    }

    boolean allowsSize(long size) {
      return versions.stream().mapToInt(v -> v.bytes().length).min().orElse(0) <= size
          && size <= versions.stream().mapToInt(v -> v.bytes().length).max().orElse(0);
    }

    /** Whether the bytes from {@code from} on, up to {@code to}, are those of some version. */
    boolean allowsBlock(byte[] found, int from, int to) {
      byte[] part = Arrays.copyOfRange(found, from, to);
      for (Version version : versions) {
        byte[] padded = Arrays.copyOf(version.bytes(), Math.max(version.bytes().length, to));
        if (Arrays.equals(part, Arrays.copyOfRange(padded, from, to))) {
          return true;
        }
      }
      return false;
    }
  }
}
