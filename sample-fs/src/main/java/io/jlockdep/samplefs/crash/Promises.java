package io.jlockdep.samplefs.crash;

import java.util.ArrayList;
import java.util.List;

/**
 * What was begun and what was acknowledged: so, what a crash may leave. A DSYNC write makes the
 * file durable as it is when the write is acknowledged; of what came later, any part may be there.
 */
final class Promises {
  private record Version(Contents contents, int begun) {}

  private record Acknowledged(int version, int events) {}

  private final List<Version> versions = new ArrayList<>();
  private final List<Acknowledged> acknowledged = new ArrayList<>();

  Promises(Contents first) {
    versions.add(new Version(first, 0));
    acknowledged.add(new Acknowledged(0, 0));
  }

  Contents latest() {
    return versions.get(versions.size() - 1).contents();
  }

  /**
   * The file is about to become this.
   *
   * @param events how many the device has seen
   * @return the number of the version
   */
  int begin(Contents contents, int events) {
    versions.add(new Version(contents, events));
    return versions.size() - 1;
  }

  /** The caller was told that this version is on stable storage. */
  void acknowledge(int version, int events) {
    acknowledged.add(new Acknowledged(version, events));
  }

  /** What a crash after so many events may leave: any mixture of these, block by block. */
  List<Contents> allowedAfter(int events) {
    int least = 0;
    for (Acknowledged promise : acknowledged) {
      if (promise.events() <= events) {
        least = Math.max(least, promise.version());
      }
    }
    List<Contents> allowed = new ArrayList<>();
    for (Version version : versions.subList(least, versions.size())) {
      if (version.begun() <= events) {
        allowed.add(version.contents());
      }
    }
    return allowed;
  }
}
