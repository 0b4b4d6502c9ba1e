// A field is looked at, then a class is locked and the field is set: the field is no lock.
public class CheckedTwice {
  static volatile int state;
  static volatile Object instance;

  static void start() {
    if (state == 0) {
      synchronized (CheckedTwice.class) {
        state = 1;
      }
    }
  }

  static Object get() {
    if (instance == null) {
      synchronized (CheckedTwice.class) {
        instance = new Object();
      }
    }
    return instance;
  }

  public static void main(String[] args) {
    start();
    get();
    instance = null;
    System.out.println(get() != null && state == 1 ? "done" : "broken");
  }
}
