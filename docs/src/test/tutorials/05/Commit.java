/** A commit that looks into the cache, which its designer did not want. */
public class Commit {
  static final Object cache = new Object();

  static void commit() {
    System.out.println("write the tree");
    evict();
  }

  static void evict() {
    synchronized (cache) {
      System.out.println("evict a page");
    }
  }

  public static void main(String[] args) {
    evict();
    commit();
  }
}
