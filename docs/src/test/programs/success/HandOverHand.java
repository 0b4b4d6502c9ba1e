// Lock coupling down a list: one class, always in one order, released out of order.
import java.util.concurrent.locks.ReentrantLock;

public class HandOverHand {
  static class Node {
    final ReentrantLock lock = new ReentrantLock();
    final Node next;
    int value;

    Node(Node next) {
      this.next = next;
    }
  }

  public static void main(String[] args) throws Exception {
    Node head = null;
    for (int i = 0; i < 20; i++) {
      head = new Node(head);
    }
    Node first = head;
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> walk(first));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(first.value);
  }

  static void walk(Node node) {
    node.lock.lock();
    while (node != null) {
      node.value++;
      Node next = node.next;
      if (next != null) {
        next.lock.lock();
      }
      node.lock.unlock();
      node = next;
    }
  }
}
