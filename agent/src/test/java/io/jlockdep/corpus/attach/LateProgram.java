package io.jlockdep.corpus.attach;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;

/** Uses its classes, waits until a file appears (the agent has come by then), uses them again. */
public class LateProgram {
  private final Object a = new Object();
  private final Counter counter = new Counter();

  static class Counter {
    private int count;

    synchronized int next() {
      if (count > 100) {
        throw new IllegalStateException("too many");
      }
      count = LateProgram.add(count, 1);
      return count;
    }
  }

  static synchronized int add(int x, int y) {
    return x + y;
  }

  int use() {
    synchronized (a) {
      return counter.next();
    }
  }

  public static void main(String[] args) throws Exception {
    LateProgram program = new LateProgram();
    int sum = program.use();
    Path go = Path.of(args[0]);
    try (WatchService watch = FileSystems.getDefault().newWatchService()) {
      go.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      System.out.println("ready");
      while (!Files.exists(go)) {
        watch.take().reset();
      }
    }
    sum += program.use();
    System.out.println("sum " + sum);
  }
}
