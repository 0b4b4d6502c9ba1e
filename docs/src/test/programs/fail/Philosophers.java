// Three forks, three philosophers, each takes left then right, one after the other.
// expect: lock-order warning class | Philosophers.forks[]
public class Philosophers {
  static final Object[] forks = {new Object(), new Object(), new Object()};

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 3; i++) {
      int left = i;
      int right = (i + 1) % 3;
      Thread thread =
          new Thread(
              () -> {
                synchronized (forks[left]) {
                  synchronized (forks[right]) {
                    System.out.println("eats " + left);
                  }
                }
              });
      thread.start();
      thread.join();
    }
  }
}
