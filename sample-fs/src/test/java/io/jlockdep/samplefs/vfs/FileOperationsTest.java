package io.jlockdep.samplefs.vfs;

import static io.jlockdep.samplefs.block.BlockDevice.BLOCK;
import static io.jlockdep.samplefs.io.Kiocb.Flag.APPEND;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DIRECT;
import static io.jlockdep.samplefs.io.Kiocb.Flag.DSYNC;
import static io.jlockdep.samplefs.io.Kiocb.Flag.NOWAIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jlockdep.samplefs.block.AlignedBuffers;
import io.jlockdep.samplefs.block.MemoryDevice;
import io.jlockdep.samplefs.io.Errno;
import io.jlockdep.samplefs.io.IovIter;
import io.jlockdep.samplefs.io.Kiocb;
import io.jlockdep.samplefs.io.PageCache;
import io.jlockdep.samplefs.lock.ExtentLocks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileOperationsTest {
  private final Kiocb.Flag[] plain = {};
  private final OpenFlags openFlags = new OpenFlags();
  private FileSystem fileSystem;
  private FileOperations operations;
  private Inode inode;

  @BeforeEach
  void mount() throws IOException {
    MemoryDevice device = new MemoryDevice(512);
    FileSystem.format(device);
    fileSystem = FileSystem.mount(device, Set.of());
    fileSystem.create("f");
    inode = fileSystem.inodeAt("f");
    operations = fileSystem.operations();
  }

  @AfterEach
  void unmount() throws IOException {
    fileSystem.close();
  }

  @Test
  void buffersAndDirectTransfersSeeEachOther() throws IOException {
    write(0, blocks('a', 4), plain);
    assertThat(read(0, 4 * BLOCK, DIRECT)).isEqualTo(blocks('a', 4));
    write(BLOCK, blocks('b', 2), DIRECT);
    assertThat(read(BLOCK, 2 * BLOCK, plain)).isEqualTo(blocks('b', 2));
    write(BLOCK, blocks('c', 1), plain);
    assertThat(read(BLOCK, BLOCK, DIRECT)).isEqualTo(blocks('c', 1));
    assertThat(read(2 * BLOCK, BLOCK, DIRECT)).isEqualTo(blocks('b', 1));
  }

  @Test
  void aHoleReadsAsZeros() throws IOException {
    write(3 * BLOCK, blocks('x', 1), DIRECT);
    assertThat(read(0, 3 * BLOCK, DIRECT)).isEqualTo(AlignedBuffers.allocate(3 * BLOCK));
    assertThat(read(BLOCK, BLOCK, plain)).isEqualTo(AlignedBuffers.allocate(BLOCK));
  }

  @Test
  void anAppendGoesToTheEndWhateverItsPositionSays() throws IOException {
    write(0, blocks('a', 2), DIRECT);
    Kiocb iocb = Kiocb.sync(0, EnumSet.of(DIRECT, APPEND));
    assertThat(operations.writeIter(inode, iocb, IovIter.of(blocks('b', 1)), openFlags))
        .isEqualTo(BLOCK);
    assertThat(iocb.pos()).isEqualTo(3 * BLOCK);
    assertThat(inode.size()).isEqualTo(3 * BLOCK);
    assertThat(read(0, 2 * BLOCK, DIRECT)).isEqualTo(blocks('a', 2));
  }

  @Test
  void nowaitIsRefusedWhileTheInodeLockIsHeldAndOtherwiseDone() throws IOException {
    write(0, blocks('a', 1), DIRECT);
    inode.inodeLock();
    assertThat(result(0, DIRECT, NOWAIT)).isEqualTo(Errno.EAGAIN);
    assertThat(result(BLOCK, DIRECT, NOWAIT)).isEqualTo(Errno.EAGAIN);
    inode.inodeUnlock();
    inode.inodeLockShared();
    assertThat(result(0, DIRECT, NOWAIT)).isEqualTo(BLOCK);
    assertThat(result(BLOCK, DIRECT, NOWAIT)).isEqualTo(Errno.EAGAIN);
    inode.inodeUnlockShared();
    assertThat(result(BLOCK, DIRECT, NOWAIT)).as("extending").isEqualTo(BLOCK);
    assertThat(result(0, NOWAIT)).isEqualTo(Errno.EOPNOTSUPP);
  }

  @Test
  void nowaitIsRefusedWhileTheRangeIsLocked() throws IOException {
    write(0, blocks('a', 2), DIRECT);
    ExtentLocks.Range range = inode.extents.lock(0, BLOCK);
    assertThat(result(0, DIRECT, NOWAIT)).isEqualTo(Errno.EAGAIN);
    assertThat(result(BLOCK, DIRECT, NOWAIT)).isEqualTo(BLOCK);
    inode.extents.unlock(range);
    assertLocksFree();
  }

  @Test
  void aPageInUseSendsADirectWriteThroughThePageCache() throws IOException {
    write(0, blocks('a', 2), plain);
    PageCache.Page inUse = inode.pages.findAndPin(0);
    assertThat(result(0, DIRECT, NOWAIT)).isEqualTo(Errno.EAGAIN);
    write(0, blocks('b', 2), DIRECT, DSYNC);
    inode.pages.unpin(inUse);
    assertThat(read(0, 2 * BLOCK, DIRECT)).isEqualTo(blocks('b', 2));
    assertThat(inode.areAttributesDirty()).as("synced").isFalse();
    assertLocksFree();
  }

  @Test
  void aMisalignedDirectWriteGoesThroughThePageCache() throws IOException {
    ByteBuffer odd = ByteBuffer.wrap(new byte[] {1, 2, 3});
    assertThat(
            operations.writeIter(
                inode, Kiocb.sync(100, Set.of(DIRECT)), IovIter.of(odd), openFlags))
        .isEqualTo(3);
    assertThat(inode.size()).isEqualTo(103);
    ByteBuffer back = ByteBuffer.allocate(10);
    assertThat(
            operations.readIter(inode, Kiocb.sync(99, Set.of(DIRECT)), IovIter.of(back), openFlags))
        .isEqualTo(4);
    assertThat(back.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2, 3}));
  }

  @Test
  void truncateCutsInTheMiddleOfABlock() throws IOException {
    write(0, blocks('a', 3), DIRECT);
    operations.truncate(inode, BLOCK + 10);
    operations.truncate(inode, 3 * BLOCK);
    ByteBuffer back = read(0, 3 * BLOCK, DIRECT);
    assertThat(back.get(BLOCK + 9)).isEqualTo((byte) 'a');
    for (int i = BLOCK + 10; i < 3 * BLOCK; i++) {
      assertThat(back.get(i)).isZero();
    }
  }

  @Test
  void truncateWaitsForDirectIo() throws Exception {
    write(0, blocks('a', 1), DIRECT);
    inode.dioCount.inodeDioBegin();
    CompletableFuture<Void> truncate =
        CompletableFuture.runAsync(
            () -> {
              try {
                operations.truncate(inode, 0);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            },
            task -> new Thread(task).start());
    while (!inode.rwsem.isWriteLocked()) {
      Thread.onSpinWait();
    }
    assertThat(inode.size()).isEqualTo(BLOCK);
    inode.dioCount.inodeDioEnd();
    truncate.get(30, TimeUnit.SECONDS);
    assertThat(inode.size()).isZero();
  }

  @Test
  void aWorkerCompletesAnAsynchronousDsyncWrite() throws Exception {
    CompletableFuture<Long> result = new CompletableFuture<>();
    Kiocb iocb = Kiocb.async(0, EnumSet.of(DIRECT, DSYNC), result::complete);
    long now = operations.writeIter(inode, iocb, IovIter.of(blocks('z', 8)), openFlags);
    if (now != Errno.EIOCBQUEUED) {
      result.complete(now);
    }
    assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(8 * BLOCK);
    assertThat(iocb.pos()).isEqualTo(8 * BLOCK);
    assertThat(inode.areAttributesDirty()).as("synced").isFalse();
    assertThat(inode.dioCount.count()).isZero();
    assertLocksFree();
  }

  @Test
  void aFullFilesystemRefusesAndKeepsNothingLocked() throws IOException {
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 600; i++) {
                write((long) i * BLOCK, blocks('f', 1), DIRECT);
              }
            })
        .hasMessageContaining("no space left");
    assertThat(inode.size()).isGreaterThan(400 * BLOCK);
    assertThat(inode.dioCount.count()).isZero();
    operations.syncFile(inode, openFlags);
    assertLocksFree();
  }

  private void assertLocksFree() {
    assertThat(inode.rwsem.tryDownWrite()).isTrue();
    inode.rwsem.upWrite();
    assertThat(inode.dioSem.tryDownWrite()).isTrue();
    inode.dioSem.upWrite();
    assertThat(inode.extents.size()).isZero();
    assertThat(inode.ordered.underWay()).isZero();
  }

  private long result(long pos, Kiocb.Flag... flags) throws IOException {
    return operations.writeIter(
        inode, Kiocb.sync(pos, Set.of(flags)), IovIter.of(blocks('r', 1)), openFlags);
  }

  private void write(long pos, ByteBuffer data, Kiocb.Flag... flags) throws IOException {
    int bytes = data.remaining();
    assertThat(
            operations.writeIter(
                inode, Kiocb.sync(pos, Set.of(flags)), IovIter.of(data), openFlags))
        .isEqualTo(bytes);
  }

  private ByteBuffer read(long pos, int bytes, Kiocb.Flag... flags) throws IOException {
    ByteBuffer buffer = AlignedBuffers.allocate(bytes);
    assertThat(
            operations.readIter(
                inode, Kiocb.sync(pos, Set.of(flags)), IovIter.of(buffer), openFlags))
        .isEqualTo(bytes);
    return buffer.clear();
  }

  private static ByteBuffer blocks(char letter, int count) {
    ByteBuffer buffer = AlignedBuffers.allocate(count * BLOCK);
    while (buffer.hasRemaining()) {
      buffer.put((byte) letter);
    }
    return buffer.flip();
  }
}
