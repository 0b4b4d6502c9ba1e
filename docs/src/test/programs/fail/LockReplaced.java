// The list is its own lock, and is replaced while it is held: the next thread locks another object.
// expect: lock-replaced warning instance | LockReplaced.entries
import java.util.ArrayList;
import java.util.List;

public class LockReplaced {
  private List<String> entries = new ArrayList<>();

  void add(String entry) {
    synchronized (entries) {
      entries.add(entry);
    }
  }

  List<String> drain() {
    synchronized (entries) {
      List<String> all = entries;
      entries = new ArrayList<>();
      return all;
    }
  }

  public static void main(String[] args) throws Exception {
    LockReplaced log = new LockReplaced();
    Thread writer = new Thread(() -> log.add("one"), "writer");
    writer.start();
    writer.join();
    System.out.println(log.drain());
  }
}
