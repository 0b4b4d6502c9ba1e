import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits for the disk while nobody else can get in. */
public class Journal {
  private final Object lock = new Object();
  private final FileChannel file;

  Journal(Path path) throws IOException {
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  void append(String line) throws IOException {
    synchronized (lock) {
      file.write(ByteBuffer.wrap(line.getBytes()));
      file.force(true);
    }
  }

  public static void main(String[] args) throws IOException {
    Journal journal = new Journal(Path.of("journal.txt"));
    for (int i = 0; i < 3; i++) {
      journal.append("entry " + i + "\n");
    }
    System.out.println("three entries");
  }
}
