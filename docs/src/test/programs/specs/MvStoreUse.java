// H2's store used by several threads. With the argument "callback", a decision that the store asks
// for while it has the root of a map locked starts a store operation, which it must not.
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

public class MvStoreUse {
  private static final int THREADS = 4;
  private static final int ENTRIES = 300;

  public static void main(String[] args) throws Exception {
    Path file = Files.createTempFile("mvstore", "");
    try (MVStore store =
        new MVStore.Builder().fileName(file.toString()).autoCommitBufferSize(64).open()) {
      MVMap<Integer, String> map = store.openMap("entries");
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i * ENTRIES;
        threads.add(new Thread(() -> fill(store, map, first)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      store.commit();
      store.sync();
      map.operate(1, "decided", new Deciding(args.length > 0 ? store : null));
      store.setStoreVersion(2);
      for (int i = 0; i < ENTRIES; i += 2) {
        map.remove(i);
      }
      store.commit();
      store.sync();
      System.out.println(map.size() + " entries, version " + store.getStoreVersion());
    }
    Files.delete(file);
  }

  private static void fill(MVStore store, MVMap<Integer, String> map, int first) {
    for (int i = first; i < first + ENTRIES; i++) {
      map.put(i, "value " + i);
      if (i % 100 == 0) {
        store.commit();
      }
    }
  }

  /** Lets the map try three times, after which it locks its root. */
  private static final class Deciding extends MVMap.DecisionMaker<String> {
    private final MVStore store;
    private int asked;

    Deciding(MVStore store) {
      this.store = store;
    }

    @Override
    public MVMap.Decision decide(String existing, String provided) {
      if (asked++ < 3) {
        return MVMap.Decision.REPEAT;
      }
      if (store != null) {
        store.setStoreVersion(1);
      }
      return MVMap.Decision.PUT;
    }
  }
}
