package io.jlockdep.verifier.read;

import io.jlockdep.verifier.model.SpillFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The content of trace blocks, the greatest part of a recording: so much of it stays in memory,
 * what comes after goes to a temporary file until the blocks are merged. For one thread at a time.
 */
final class BlockTexts {
  /** The content of one block. */
  interface Text {
    /** What the block says. */
    String get();
  }

  private record Kept(String get) implements Text {}

  private record Spilled(SpillFile file, long at, int length) implements Text {
    @Override
    public String get() {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      file.read(at, bytes);
      return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }
  }

  private final long mostKept;
  private long kept;
  private long spilled;
  private @Nullable SpillFile file;
  private boolean cannotSpill;

  /** Keeps an eighth of the memory. */
  BlockTexts() {
    this(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * Keeps so much.
   *
   * @param mostKept characters that stay in memory; all, if no temporary file can be written
   */
  BlockTexts(long mostKept) {
    this.mostKept = mostKept;
  }

  /** Characters that are in the temporary file. */
  long spilled() {
    return spilled;
  }

  /** Takes the content of a block: characters of seven bits. */
  Text add(String content) {
    if (kept + content.length() <= mostKept || cannotSpill) {
      kept += content.length();
      return new Kept(content);
    }
    try {
      if (file == null) {
        file = SpillFile.create();
      }
      byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
      Text text = new Spilled(file, file.append(ByteBuffer.wrap(bytes)), bytes.length);
      spilled += bytes.length;
      return text;
    } catch (IOException e) {
      cannotSpill = true;
      return new Kept(content);
    }
  }
}
