/** A program with an old inversion; with an argument it has a new one, too. */
public class Shop {
  static final Object stock = new Object();
  static final Object cart = new Object();
  static final Object prices = new Object();

  static void inOneThread(Object outer, Object inner) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              synchronized (outer) {
                synchronized (inner) {
                  System.out.println("sold");
                }
              }
            },
            "shop");
    thread.start();
    thread.join();
  }

  public static void main(String[] args) throws InterruptedException {
    inOneThread(stock, cart);
    inOneThread(cart, stock);
    if (args.length > 0) {
      inOneThread(cart, prices);
      inOneThread(prices, cart);
    }
  }
}
