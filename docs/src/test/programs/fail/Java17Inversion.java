// Records, sealed interfaces, switch expressions, text blocks.
// expect: lock-order warning class | Java17Inversion.accounts Java17Inversion.ledger
import java.util.ArrayList;
import java.util.List;

public class Java17Inversion {
  sealed interface Event permits Debit, Credit {}

  record Debit(int amount) implements Event {}

  record Credit(int amount) implements Event {
    Credit {
      if (amount < 0) {
        throw new IllegalArgumentException("negative: %d".formatted(amount));
      }
    }
  }

  private final List<Event> ledger = new ArrayList<>();
  private final Object accounts = new Object();

  void post(Event event) {
    synchronized (ledger) {
      ledger.add(event);
      synchronized (accounts) {
        if (event instanceof Debit debit) {
          System.out.println("debit " + debit.amount());
        } else if (event instanceof Credit) {
          System.out.println("credit");
        }
      }
    }
  }

  void close() {
    synchronized (accounts) {
      synchronized (ledger) {
        System.out.println(ledger);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    Java17Inversion it = new Java17Inversion();
    inOrder(() -> it.post(new Debit(3)), it::close);
    try {
      it.post(new Credit(-1));
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
