package io.jlockdep.samplefs.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileDeviceTest {
  @TempDir Path directory;

  @Test
  void whatWasWrittenIsThereAfterReopening() throws IOException {
    Path path = directory.resolve("image");
    try (ImageFileDevice device = ImageFileDevice.create(path, 16)) {
      assertThat(device.blocks()).isEqualTo(16);
      device.write(3, filled(2, (byte) 7), false);
      device.write(9, filled(1, (byte) 9), true);
      device.flush();
    }
    assertThat(Files.size(path)).isEqualTo(16 * 4096L);
    try (ImageFileDevice device = ImageFileDevice.open(path)) {
      ByteBuffer back = AlignedBuffers.allocate(2 * 4096);
      device.read(3, back);
      assertThat(back.flip()).isEqualTo(filled(2, (byte) 7));
      back.clear().limit(4096);
      device.read(9, back);
      assertThat(back.flip()).isEqualTo(filled(1, (byte) 9));
    }
  }

  @Test
  void aTransferOutsideTheDeviceIsRefused() throws IOException {
    try (ImageFileDevice device = ImageFileDevice.create(directory.resolve("image"), 4)) {
      assertThatThrownBy(() -> device.write(3, filled(2, (byte) 1), false))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("4 blocks");
      assertThatThrownBy(() -> device.read(0, ByteBuffer.allocateDirect(100)))
          .hasMessageContaining("whole number of blocks");
    }
  }

  @Test
  void anImageIsOpenOnlyOnce() throws IOException {
    Path path = directory.resolve("image");
    try (ImageFileDevice device = ImageFileDevice.create(path, 4)) {
      assertThat(device.blocks()).isEqualTo(4);
      assertThatThrownBy(() -> ImageFileDevice.open(path)).hasMessageContaining("in use");
    }
    ImageFileDevice.open(path).close();
  }

  @Test
  void alignedBuffersAreAligned() {
    for (int bytes : new int[] {0, 1, 4096, 4097, 40960}) {
      ByteBuffer buffer = AlignedBuffers.allocate(bytes);
      assertThat(AlignedBuffers.isAligned(buffer)).isTrue();
      assertThat(buffer.remaining()).isGreaterThanOrEqualTo(Math.max(1, bytes));
      assertThat(AlignedBuffers.isAligned(buffer.position(512))).isFalse();
    }
    assertThat(AlignedBuffers.isAligned(ByteBuffer.allocate(4096))).isFalse();
  }

  private static ByteBuffer filled(int blocks, byte value) {
    ByteBuffer buffer = AlignedBuffers.allocate(blocks * 4096);
    while (buffer.hasRemaining()) {
      buffer.put(value);
    }
    return buffer.flip();
  }

  @Test
  void anImageThatCannotBeMadeLeavesNoFile() {
    Path image = directory.resolve("huge");
    assertThatThrownBy(() -> ImageFileDevice.create(image, Long.MAX_VALUE / BlockDevice.BLOCK))
        .isInstanceOf(IOException.class);
    assertThat(image).doesNotExist();
  }
}
