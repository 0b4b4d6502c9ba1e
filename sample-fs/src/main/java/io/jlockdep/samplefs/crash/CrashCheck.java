package io.jlockdep.samplefs.crash;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.block.RecordingDevice;
import io.jlockdep.samplefs.history.Behaviour;
import io.jlockdep.samplefs.tree.ImageCheck;
import io.jlockdep.samplefs.vfs.FileSystem;
import io.jlockdep.samplefs.vfs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every workload of up to so many operations, and every crash in it: the image must pass fsck and
 * mount, what was acknowledged must be there, and nothing that was never in the file.
 */
public final class CrashCheck {
  private static final int BLOCKS = 256;

  /**
   * What was found.
   *
   * @param workloads how many were run
   * @param moments how many moments a crash was tried at
   * @param states how many images were checked
   * @param badStates how many of them were not as they must be
   * @param badWorkloads how many workloads had such a state
   * @param first a sentence about the first of them; null if there is none
   */
  public record Result(
      long workloads,
      long moments,
      long states,
      long badStates,
      long badWorkloads,
      @Nullable String first) {}

  private final Set<Behaviour> behaviours;
  private final List<Operation> operations = Operation.all();
  private final byte[] image;
  private long workloads;
  private long moments;
  private long states;
  private long badStates;
  private long badWorkloads;
  private @Nullable String first;

  private CrashCheck(Set<Behaviour> behaviours) throws IOException {
    this.behaviours = behaviours;
    this.image = WorkloadReplay.firstImage(BLOCKS);
  }

  /** How many different operations a workload is made of. */
  public static int operations() {
    return Operation.all().size();
  }

  /**
   * Checks all workloads. The same every time.
   *
   * @param length the greatest number of operations in a workload
   * @throws IOException if a workload could not be run to its end
   */
  public static Result run(Set<Behaviour> behaviours, int length) throws IOException {
    CrashCheck check = new CrashCheck(behaviours);
    try (ControlledIo io = new ControlledIo()) {
      for (int exactly = 1; exactly <= length; exactly++) {
        check.extend(new ArrayList<>(), exactly, io);
      }
    }
    return new Result(
        check.workloads,
        check.moments,
        check.states,
        check.badStates,
        check.badWorkloads,
        check.first);
  }

  private void extend(List<Operation> workload, int more, ControlledIo io) throws IOException {
    if (more == 0) {
      check(workload, io);
      return;
    }
    for (Operation operation : operations) {
      workload.add(operation);
      extend(workload, more - 1, io);
      workload.remove(workload.size() - 1);
    }
  }

  private void check(List<Operation> workload, ControlledIo io) throws IOException {
    WorkloadReplay replay = new WorkloadReplay(image, behaviours, io);
    replay.run(workload);
    workloads++;
    long badBefore = badStates;
    RecordingDevice device = replay.device();
    for (int events : CrashStates.moments(device, replay.eventsBeforeLast())) {
      moments++;
      List<Contents> allowed = replay.promises().allowedAfter(events);
      for (List<Integer> survivors : CrashStates.survivors(device.losable(events))) {
        states++;
        String problem = problem(device.imageWith(events, survivors), allowed);
        if (problem != null) {
          badStates++;
          if (first == null) {
            first =
                workload
                    + ", crash after "
                    + events
                    + " events, surviving "
                    + survivors
                    + ": "
                    + problem;
          }
        }
      }
    }
    badWorkloads += badStates > badBefore ? 1 : 0;
  }

  private static @Nullable String problem(byte[] crashed, List<Contents> allowed) {
    try {
      MemoryDevice disk = new MemoryDevice(crashed);
      List<String> problems = ImageCheck.check(disk).problems();
      if (!problems.isEmpty()) {
        return "fsck: " + problems.get(0);
      }
      try (FileSystem after = FileSystem.mount(disk, Set.of());
          OpenFile file = after.open(WorkloadReplay.FILE)) {
        return problem(file, allowed);
      }
    } catch (IOException e) {
      return "mount: " + e.getMessage();
    }
  }

  private static @Nullable String problem(OpenFile file, List<Contents> allowed)
      throws IOException {
    long size = file.size();
    if (allowed.stream().noneMatch(contents -> contents.blocks() * (long) BLOCK == size)) {
      return "size " + size + " was not acknowledged";
    }
    ByteBuffer buffer = AlignedBuffers.allocate(Contents.CAPACITY * BLOCK);
    file.read(0, buffer);
    for (int block = 0; block < Contents.CAPACITY; block++) {
      int at = block;
      int stamp = Contents.stampOf(buffer, block);
      if (allowed.stream().noneMatch(contents -> contents.stamps()[at] == stamp)) {
        return stamp < 0
            ? "block " + block + " holds bytes that nobody wrote there"
            : "block " + block + " holds write " + stamp + ", not what was acknowledged";
      }
    }
    return null;
  }
}
