package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;

/**
 * A server that has begun a declared count and waits for the end of it, which a shutdown hook
 * brings about: nothing of it moves, and it is no deadlock.
 */
@Expect(
    covers = "a count that a shutdown hook ends is no deadlock",
    spec = {
      "version: 1",
      "waits:",
      "  - name: running",
      "    type: io.jlockdep.corpus.success.CountEndedAtExit$Server",
      "    begin: [start]",
      "    end: [stop]",
      "    wait: [join]"
    },
    options = "on-deadlock=halt",
    signal = "late-term",
    exit = 143)
public class CountEndedAtExit {
  static class Server {
    private int running;

    synchronized void start() {
      running++;
    }

    synchronized void stop() {
      running--;
      notifyAll();
    }

    synchronized void join() throws InterruptedException {
      while (running > 0) {
        wait();
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Server server = new Server();
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    server.start();
    System.out.println("ready");
    server.join();
  }
}
