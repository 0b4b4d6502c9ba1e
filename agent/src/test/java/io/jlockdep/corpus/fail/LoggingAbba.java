package io.jlockdep.corpus.fail;

import io.jlockdep.corpus.Expect;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * A handler formats under its own monitor, which calls {@code toString} of what is logged, which
 * takes the lock under which others log.
 */
@Expect(
    covers = {"logging handler", "JDK class: Logger"},
    edges = {
      "LoggingAbba$Account -> LoggingAbba$Plain",
      "LoggingAbba$Plain -> LoggingAbba$Account",
      "LoggingAbba$Account -> java.util.logging.Logger"
    })
public class LoggingAbba {

  static class Account {
    private int balance;

    synchronized void deposit(int amount, Logger logger) {
      balance += amount;
      logger.info("deposited");
    }

    @Override
    public synchronized String toString() {
      return "balance " + balance;
    }
  }

  static class Plain extends StreamHandler {
    Plain() {
      super(
          System.out,
          new Formatter() {
            @Override
            public String format(LogRecord record) {
              return formatMessage(record) + "\n";
            }
          });
    }

    /** As up to JDK 24; later ones format before they take the monitor. */
    @Override
    public synchronized void publish(LogRecord record) {
      super.publish(record);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Logger logger = Logger.getLogger("bank");
    logger.setUseParentHandlers(false);
    Plain handler = new Plain();
    logger.addHandler(handler);
    Account account = new Account();
    inThread(() -> account.deposit(5, logger));
    inThread(() -> logger.log(Level.INFO, "now {0}", account));
    handler.flush();
  }

  private static void inThread(Runnable body) throws InterruptedException {
    Thread thread = new Thread(body);
    thread.start();
    thread.join();
  }
}
