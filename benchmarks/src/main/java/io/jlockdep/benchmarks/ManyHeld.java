package io.jlockdep.benchmarks;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread takes all of many locks in one order, another one after it in the other. Without a
 * file the threads do so, to be recorded; with one it is written there as a trace in the exchange
 * format.
 *
 * <p>{@code ManyHeld LOCKS [FILE]}
 */
public final class ManyHeld {
  private final ReentrantLock lock = new ReentrantLock();

  private ManyHeld() {}

  /** Runs, or writes the trace. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 1) {
      System.err.println("usage: ManyHeld LOCKS [FILE]");
      System.exit(2);
    }
    int locks = Integer.parseInt(args[0]);
    if (args.length > 1) {
      write(Path.of(args[1]), locks);
    } else {
      run(locks);
    }
  }

  private static void run(int locks) throws InterruptedException {
    ManyHeld[] all = new ManyHeld[locks];
    for (int i = 0; i < locks; i++) {
      all[i] = new ManyHeld();
    }
    for (boolean up : new boolean[] {true, false}) {
      Thread thread = new Thread(() -> takeAll(all, up), up ? "up" : "down");
      thread.start();
      thread.join();
    }
  }

  private static void takeAll(ManyHeld[] all, boolean up) {
    for (int i = 0; i < all.length; i++) {
      all[up ? i : all.length - 1 - i].lock.lock();
    }
    for (int i = all.length - 1; i >= 0; i--) {
      all[up ? i : all.length - 1 - i].lock.unlock();
    }
  }

  private static void write(Path file, int locks) throws IOException {
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII))) {
      for (boolean up : new boolean[] {true, false}) {
        String thread = up ? "T1" : "T2";
        for (int i = 0; i < locks; i++) {
          out.printf("%s|acq(L%d)|%d%n", thread, up ? i : locks - 1 - i, i);
        }
        for (int i = locks - 1; i >= 0; i--) {
          out.printf("%s|rel(L%d)|%d%n", thread, up ? i : locks - 1 - i, i);
        }
      }
    }
  }
}
