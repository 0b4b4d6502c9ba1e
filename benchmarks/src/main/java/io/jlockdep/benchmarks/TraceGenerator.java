package io.jlockdep.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Writes a trace in the exchange format: threads that take up to three locks nested, write and read
 * variables inside, and now and then read what another thread wrote. The locks are taken in the
 * order of their numbers, but for a few pairs that both orders are used of. The same arguments give
 * the same file.
 *
 * <p>{@code TraceGenerator FILE EVENTS THREADS LOCKS [INVERTED_PAIRS [SEED]]}
 */
public final class TraceGenerator {
  private static final int VARIABLES = 10_000;
  private static final int DEPTH = 3;

  private final OutputStream out;
  private final Random random;
  private final int threads;
  private final int locks;
  private final int inverted;
  private final int[][] held;
  private final int[] depth;
  private final int[] wanted;
  private final int[] owner;
  private final byte[] line = new byte[64];
  private long written;

  private TraceGenerator(OutputStream out, int threads, int locks, int inverted, long seed) {
    this.out = out;
    this.random = new Random(seed);
    this.threads = threads;
    this.locks = locks;
    this.inverted = inverted;
    this.held = new int[threads][DEPTH];
    this.depth = new int[threads];
    this.wanted = new int[threads];
    this.owner = new int[locks];
  }

  /** Writes one trace. */
  public static void main(String[] args) throws IOException {
    if (args.length < 4) {
      System.err.println("usage: TraceGenerator FILE EVENTS THREADS LOCKS [INVERTED_PAIRS [SEED]]");
      System.exit(2);
    }
    int inverted = args.length > 4 ? Integer.parseInt(args[4]) : 5;
    long seed = args.length > 5 ? Long.parseLong(args[5]) : 42;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])), 1 << 16)) {
      new TraceGenerator(out, Integer.parseInt(args[2]), Integer.parseInt(args[3]), inverted, seed)
          .write(Long.parseLong(args[1]));
    }
  }

  private void write(long events) throws IOException {
    for (int thread = 1; thread < threads; thread++) {
      event(0, "fork(T", thread);
    }
    while (written < events) {
      step(random.nextInt(threads));
    }
    for (int thread = 0; thread < threads; thread++) {
      while (depth[thread] > 0) {
        release(thread);
      }
    }
  }

  private void step(int thread) throws IOException {
    int choice = random.nextInt(100);
    if (depth[thread] > 0 && choice < 30) {
      release(thread);
    } else if (depth[thread] < DEPTH && choice < 60) {
      acquire(thread);
    } else if (depth[thread] > 0 && choice < 75) {
      event(thread, "w(v", variable(thread));
    } else if (choice < 98) {
      event(thread, "r(v", variable(thread));
    } else {
      event(thread, "r(v", variable(random.nextInt(threads)));
    }
  }

  /** Variables belong to threads, so that most reads are of a thread's own. */
  private int variable(int thread) {
    return random.nextInt(VARIABLES / threads) * threads + thread;
  }

  private void acquire(int thread) throws IOException {
    int lock = depth[thread] == 0 ? random.nextInt(locks) : next(thread);
    if (lock >= 0 && owner[lock] == 0) {
      owner[lock] = thread + 1;
      held[thread][depth[thread]++] = lock;
      event(thread, "acq(L", lock);
    }
  }

  /** A lock with a greater number; from the second lock of an inverted pair sometimes the first. */
  private int next(int thread) {
    int last = held[thread][depth[thread] - 1];
    if (last < 2 * inverted && last % 2 == 1 && depth[thread] == 1) {
      return last - 1;
    }
    return last + 1 < locks ? last + 1 + random.nextInt(Math.min(8, locks - last - 1)) : -1;
  }

  private void release(int thread) throws IOException {
    int lock = held[thread][--depth[thread]];
    owner[lock] = 0;
    wanted[thread] = lock;
    event(thread, "rel(L", lock);
  }

  private void event(int thread, String op, int subject) throws IOException {
    String text = "T" + thread + "|" + op + subject + ")|" + (100 + random.nextInt(400)) + "\n";
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, line, 0, bytes.length);
    out.write(line, 0, bytes.length);
    written++;
  }
}
