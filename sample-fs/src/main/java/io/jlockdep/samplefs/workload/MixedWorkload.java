package io.jlockdep.samplefs.workload;

import io.jlockdep.samplefs.vfs.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Everything at once, on two files that all threads share and one that each has for itself. */
final class MixedWorkload implements Workload {
  private final Session session;
  private final List<PrivateFile> privateFiles = new ArrayList<>();
  private final SharedFile shared;
  private final AppendedFile appended;

  MixedWorkload(Session session) throws IOException {
    this.session = session;
    this.shared = new SharedFile(session);
    this.appended = new AppendedFile(session);
  }

  @Override
  public void prepare() throws IOException {
    for (int thread = 0; thread < session.threads(); thread++) {
      privateFiles.add(new PrivateFile(session, thread));
    }
  }

  @Override
  public void operate(int thread) throws IOException {
    Random random = new Random(session.seed() + thread);
    for (long i = 0; i < session.operations(); i++) {
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3 -> shared.write(thread, random);
        case 4, 5, 6, 7 -> shared.read(random);
        case 8 -> shared.sync();
        case 9, 10 -> appended.append(random);
        default -> privateFiles.get(thread).operate(random);
      }
    }
  }

  @Override
  public long verify(FileSystem fileSystem) throws IOException {
    long verified = shared.verify(fileSystem) + appended.verify(fileSystem);
    for (PrivateFile file : privateFiles) {
      verified += file.verify(fileSystem);
    }
    return verified;
  }
}
