/** Each run takes two of three locks, in an order that is harmless by itself. */
public class OneOfThree {
  static final Object accounts = new Object();
  static final Object ledger = new Object();
  static final Object audit = new Object();

  static void transfer() {
    synchronized (accounts) {
      synchronized (ledger) {
        System.out.println("transfer");
      }
    }
  }

  static void close() {
    synchronized (ledger) {
      synchronized (audit) {
        System.out.println("close");
      }
    }
  }

  static void inspect() {
    synchronized (audit) {
      synchronized (accounts) {
        System.out.println("inspect");
      }
    }
  }

  public static void main(String[] args) {
    switch (args[0]) {
      case "transfer" -> transfer();
      case "close" -> close();
      default -> inspect();
    }
  }
}
