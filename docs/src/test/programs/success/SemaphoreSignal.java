// A semaphore as a signal: acquired by one thread, released by another, for ever out of balance.
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;

public class SemaphoreSignal {
  static final Semaphore items = new Semaphore(0);
  static final Semaphore room = new Semaphore(4);
  static final ArrayDeque<Integer> queue = new ArrayDeque<>();

  public static void main(String[] args) throws Exception {
    Thread consumer =
        new Thread(
            () -> {
              long sum = 0;
              for (int i = 0; i < 500; i++) {
                items.acquireUninterruptibly();
                synchronized (queue) {
                  sum += queue.poll();
                }
                room.release();
              }
              System.out.println(sum);
            });
    consumer.start();
    for (int i = 0; i < 500; i++) {
      room.acquire();
      synchronized (queue) {
        queue.add(i);
      }
      items.release();
    }
    consumer.join();
  }
}
