package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/** The user's own flight recording runs at the same time. */
@Expect(
    covers = "a flight recording of the user's own",
    edges = {"UserRecording.a -> UserRecording.b"},
    jvm = {"-XX:StartFlightRecording=filename=user.jfr", "-Xlog:jfr*=off", "-Xlog:disable"})
public class UserRecording {
  private static final Object a = new Object();
  private static final Object b = new Object();

  public static void main(String[] args) {
    synchronized (a) {
      synchronized (b) {
        System.out.println("both");
      }
    }
  }
}
