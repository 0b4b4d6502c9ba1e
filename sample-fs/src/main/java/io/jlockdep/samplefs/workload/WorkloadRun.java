package io.jlockdep.samplefs.workload;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.tree.ImageCheck;
import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A workload from beginning to end: mount, prepare, run the threads, verify, unmount, check the
 * image, mount again, verify again.
 */
public final class WorkloadRun {
  /** Opens the device anew; the image must be the same each time. */
  @FunctionalInterface
  public interface DeviceSource {
    BlockDevice open() throws IOException;
  }

  private final DeviceSource source;
  private final WorkloadName name;
  private final Set<Behaviour> behaviours;
  private final int threads;
  private final long operations;
  private final long seed;

  /**
   * @param operations of all threads together
   */
  public WorkloadRun(
      DeviceSource source,
      WorkloadName name,
      Set<Behaviour> behaviours,
      int threads,
      long operations,
      long seed) {
    this.source = source;
    this.name = name;
    this.behaviours = behaviours;
    this.threads = threads;
    this.operations = operations;
    this.seed = seed;
  }

  /**
   * Runs it in this thread and {@code threads} others.
   *
   * @throws VerificationException if the data or the image is not right
   * @throws IOException on a device error or when space runs out
   */
  public Summary run() throws IOException {
    Tally tally = new Tally();
    Workload workload;
    long nanos;
    try (FileSystem fileSystem = FileSystem.mount(source.open(), behaviours)) {
      long each = Math.max(1, (operations + threads - 1) / threads);
      workload = name.create(new Session(fileSystem, threads, each, seed, tally));
      workload.prepare();
      long start = System.nanoTime();
      runThreads(workload);
      nanos = System.nanoTime() - start;
      tally.verified(workload.verify(fileSystem));
    }
    checkImage();
    try (FileSystem fileSystem = FileSystem.mount(source.open(), behaviours)) {
      tally.verified(workload.verify(fileSystem));
    }
    return tally.summary(nanos);
  }

  private void runThreads(Workload workload) throws IOException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      Thread worker =
          new Thread(
              () -> {
                try {
                  workload.operate(thread);
                } catch (IOException | RuntimeException | Error e) {
                  failure.compareAndSet(null, e);
                }
              },
              name.id() + "-" + i);
      running.add(worker);
      worker.start();
    }
    for (Thread worker : running) {
      join(worker);
    }
    Throwable first = failure.get();
    if (first instanceof IOException) {
      throw new IOException(first.getMessage(), first);
    } else if (first instanceof VerificationException) {
      throw new VerificationException(String.valueOf(first.getMessage()));
    } else if (first != null) {
      throw new IllegalStateException("a thread of the workload failed: " + first, first);
    }
  }

  private static void join(Thread thread) throws IOException {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + thread.getName(), e);
    }
  }

  private void checkImage() throws IOException {
    try (BlockDevice device = source.open()) {
      ImageCheck.Report report = ImageCheck.check(device);
      if (!report.isClean()) {
        throw new VerificationException("fsck: " + report.problems().get(0));
      }
    }
  }
}
