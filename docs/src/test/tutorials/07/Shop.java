import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** A customer comes while the stock is being reported. */
public class Shop {
  private final ReentrantLock stock = new ReentrantLock();
  private final List<String> goods = new ArrayList<>(List.of("apple", "pear"));
  private final boolean copies;
  private volatile boolean reporting;

  Shop(boolean copies) {
    this.copies = copies;
  }

  public static void main(String[] args) throws InterruptedException {
    Shop shop = new Shop(args.length > 0);
    Thread customer = new Thread(() -> shop.sell("apple"), "customer");
    customer.start();
    shop.report(customer);
    customer.join();
    System.out.println("left: " + shop.goods);
  }

  void report(Thread customer) {
    stock.lock();
    try {
      if (!copies) {
        print(goods, customer);
        return;
      }
    } finally {
      stock.unlock();
    }
    print(List.of("apple", "pear"), customer); // of what was noted under the lock
  }

  /** So slow that the customer is at the door before it ends. */
  private void print(List<String> lines, Thread customer) {
    reporting = true;
    while (stock.isHeldByCurrentThread() && !stock.hasQueuedThread(customer)) {
      Thread.onSpinWait();
    }
    System.out.println("in stock: " + lines);
  }

  void sell(String what) {
    while (!reporting) {
      Thread.onSpinWait();
    }
    stock.lock();
    try {
      goods.remove(what);
    } finally {
      stock.unlock();
    }
  }
}
