package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Hashtable;
import java.util.Properties;
import java.util.Timer;
import java.util.TimerTask;
import java.util.Vector;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;

/** Classes of the JDK that lock themselves, used in one order: nothing but the program's output. */
@Expect(
    covers = {"JDK class: Vector", "JDK class: Hashtable", "JDK class: Properties"},
    edges = {
      "Class<JdkMonitors> -> java.util.Vector",
      "Class<JdkMonitors> -> java.util.Hashtable",
      "Class<JdkMonitors> -> java.util.Properties"
    })
public class JdkMonitors {
  private static final Logger LOGGER = Logger.getLogger("quiet");

  public static void main(String[] args) throws Exception {
    LOGGER.setUseParentHandlers(false);
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(JdkMonitors::work);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Timer timer = new Timer("timer", true);
    CountDownLatch ticks = new CountDownLatch(3);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            ticks.countDown();
          }
        },
        0,
        1);
    ticks.await();
    timer.cancel();
    System.out.println("work done");
  }

  private static synchronized void locked() {
    Vector<Object> vector = new Vector<>();
    vector.add("a");
    Hashtable<Object, Object> table = new Hashtable<>();
    table.put("a", vector);
    Properties properties = new Properties();
    properties.setProperty("a", "b");
    if (vector.size() + table.size() + properties.stringPropertyNames().size() != 3) {
      throw new AssertionError();
    }
  }

  private static void work() {
    for (int i = 0; i < 200; i++) {
      locked();
      LOGGER.info("x");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(bytes);
      stream.println(i);
      StringWriter text = new StringWriter();
      new Throwable("t").printStackTrace(new PrintWriter(text));
      if (bytes.size() == 0 || !text.toString().startsWith("java.lang.Throwable: t")) {
        throw new AssertionError();
      }
    }
  }
}
