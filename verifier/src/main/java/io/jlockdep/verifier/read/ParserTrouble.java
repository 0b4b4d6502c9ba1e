package io.jlockdep.verifier.read;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Says what in a chunk the JDK's parser could not take. The parser answers damaged content with
 * whatever its reading of it leads to; what it says itself is about its own code and helps nobody.
 */
final class ParserTrouble {
  private ParserTrouble() {}

  /**
   * One sentence.
   *
   * @param eventsRead how many events of the chunk the parser had returned before
   */
  static String in(ByteBuffer file, Chunk chunk, long eventsRead, Throwable trouble) {
    if (metAt(trouble, "Metadata")) {
      return "the description of the event types, from byte %d on, is damaged; %s"
          .formatted(
              chunk.offset() + chunk.metadata(),
              "none of the events of the chunk at byte %d can be read".formatted(chunk.offset()));
    }
    if (metAt(trouble, "Constant") || metAt(trouble, "Pool")) {
      return "the table of constants of the chunk at byte %d, last written at byte %d, is damaged; %s"
          .formatted(chunk.offset(), chunk.offset() + chunk.checkpoint(), before(eventsRead));
    }
    return "the content of an event at about byte %d is damaged; %s"
        .formatted(positionOf(file, chunk, eventsRead), before(eventsRead));
  }

  private static String before(long eventsRead) {
    return eventsRead == 0
        ? "no event of that chunk can be read"
        : "%d events of that chunk before it were read".formatted(eventsRead);
  }

  /** Whether a class or method of the parser whose name has this word was at work. */
  private static boolean metAt(Throwable trouble, String word) {
    return Arrays.stream(trouble.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("jdk.jfr."))
        .anyMatch(
            frame -> frame.getClassName().contains(word) || frame.getMethodName().contains(word));
  }

  /** Where the event starts that comes after so many others; the chunk's end if none does. */
  private static long positionOf(ByteBuffer file, Chunk chunk, long events) {
    int end = (int) (chunk.offset() + chunk.length());
    int at = (int) chunk.offset() + ChunkLayout.HEADER_SIZE;
    ByteBuffer buffer = file.duplicate();
    buffer.limit(end);
    long passed = 0;
    while (at < end) {
      buffer.position(at);
      long size = ChunkLayout.number(buffer);
      long type = ChunkLayout.number(buffer);
      boolean isEvent = type != ChunkLayout.METADATA_TYPE && type != ChunkLayout.CHECKPOINT_TYPE;
      if (size < 2 || size > end - at || (isEvent && passed == events)) {
        return at;
      }
      passed += isEvent ? 1 : 0;
      at += (int) size;
    }
    return end;
  }
}
