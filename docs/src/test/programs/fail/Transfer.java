// The classic: two accounts, transfers in both directions; one lock class nested in itself.
// expect: lock-order warning class | Transfer$Account
public class Transfer {
  static class Account {
    int balance = 100;

    void transfer(Account to, int amount) {
      synchronized (this) {
        synchronized (to) {
          balance -= amount;
          to.balance += amount;
        }
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Account a = new Account();
    Account b = new Account();
    inOrder(() -> a.transfer(b, 10), () -> b.transfer(a, 5));
    System.out.println(a.balance + " " + b.balance);
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
