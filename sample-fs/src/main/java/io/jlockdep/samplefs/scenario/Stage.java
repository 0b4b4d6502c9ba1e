package io.jlockdep.samplefs.scenario;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.history.History;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * What a scenario plays with: a mounted filesystem, threads that are held at points of interest,
 * and the say over asynchronous IO. So every interleaving is reached every time.
 */
final class Stage implements History.Watcher {
  /** What a thread of a scenario does. */
  interface Part {
    void play() throws Exception;
  }

  private final Consumer<String> log;
  private final HeldIo io = new HeldIo();
  private final Map<History.Point, String> held = new EnumMap<>(History.Point.class);
  private final Set<History.Point> reached = EnumSet.noneOf(History.Point.class);
  private final List<Thread> actors = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final FileSystem fileSystem;

  /** Mounts the device with this stage as its watcher. */
  @SuppressWarnings("ThisEscapedInObjectConstruction") // nothing runs before the mount returns
  Stage(BlockDevice device, Set<Behaviour> behaviours, Consumer<String> log) throws IOException {
    this.log = log;
    this.fileSystem = FileSystem.mount(device, new History(behaviours, this), io);
  }

  FileSystem fileSystem() {
    return fileSystem;
  }

  HeldIo io() {
    return io;
  }

  void log(String step) {
    log.accept(step);
  }

  /** The thread of this name will stop at this point until {@link #release}. */
  synchronized void hold(History.Point point, String thread) {
    held.put(point, thread);
  }

  synchronized void release(History.Point point) {
    held.remove(point);
    notifyAll();
  }

  @Override
  public synchronized void reached(History.Point point) {
    reached.add(point);
    boolean interrupted = false;
    while (Thread.currentThread().getName().equals(held.get(point))) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean hasReached(History.Point point) {
    return reached.contains(point);
  }

  /** Starts a thread. */
  Thread actor(String name, Part part) {
    Thread thread =
        new Thread(
            () -> {
              try {
                part.play();
              } catch (Exception | Error e) {
                failures.add(e);
              }
            },
            name);
    thread.setDaemon(true);
    actors.add(thread);
    thread.start();
    return thread;
  }

  /** Waits until somebody has reached the point, or the actor has ended without. */
  void awaitReached(History.Point point, Thread actor) {
    while (!hasReached(point) && actor.isAlive()) {
      Thread.onSpinWait();
    }
  }

  /** Waits until the actor waits for a lock or a count of the filesystem, or has ended. */
  void awaitBlocked(Thread actor) {
    while (actor.isAlive() && !isBlocked(actor)) {
      Thread.onSpinWait();
    }
  }

  private static boolean isBlocked(Thread actor) {
    if (actor.getState() != Thread.State.WAITING) {
      return false;
    }
    for (StackTraceElement frame : actor.getStackTrace()) {
      String type = frame.getClassName();
      if (type.endsWith(".RwSemaphore") || type.endsWith(".DioCount")) {
        return true;
      }
    }
    return false;
  }

  /** Waits for the end of all actors; for ever, if one hangs. */
  void join() throws Exception {
    for (Thread actor : actors) {
      actor.join();
    }
    for (Throwable failure : failures) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /** A file with so many blocks of data, all of it on the disk. */
  OpenFile file(String name, int blocks) throws IOException {
    OpenFile file = fileSystem.openEmpty(name);
    if (blocks > 0) {
      file.write(0, filled(blocks, 'a'));
    }
    file.sync();
    log("file '" + name + "' has " + blocks + " blocks, synced");
    return file;
  }

  static ByteBuffer filled(int blocks, char letter) {
    ByteBuffer buffer = AlignedBuffers.allocate(blocks * BlockDevice.BLOCK);
    while (buffer.hasRemaining()) {
      buffer.put((byte) letter);
    }
    return buffer.flip();
  }

  /** Writes and tells about it. */
  void write(OpenFile file, long pos, ByteBuffer data, Kiocb.Flag... flags) throws IOException {
    String what = text("write", data.remaining(), pos, flags);
    log(what + ": begins");
    log(what + ": returned " + Errno.name(file.write(pos, data, flags)));
  }

  /** Starts an asynchronous write, whose transfer is held. */
  CompletableFuture<Long> writeAsync(OpenFile file, long pos, ByteBuffer data, Kiocb.Flag... flags)
      throws IOException {
    String what = text("asynchronous write", data.remaining(), pos, flags);
    CompletableFuture<Long> result = file.writeAsync(pos, data, flags);
    log(what + (result.isDone() ? ": returned " + Errno.name(result.join()) : ": queued"));
    return result.whenComplete((r, e) -> log(what + ": completed with " + r));
  }

  private static String text(String what, int bytes, long pos, Kiocb.Flag... flags) {
    List<String> names = Arrays.stream(flags).map(Kiocb.Flag::name).toList();
    String how = names.isEmpty() ? "buffered" : String.join("|", names);
    return what + " of " + bytes + " bytes at " + pos + ", " + how;
  }
}
