package io.jlockdep.junit;

import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests that run inside of {@link InnerLauncher}; by their names they are no tests of this build.
 */
final class Samples {
  private static final Object A = new Object();
  private static final Object B = new Object();
  private static final Object C = new Object();
  private static final Object D = new Object();
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  private Samples() {}

  private static void nest(Object outer, Object inner) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              synchronized (outer) {
                synchronized (inner) {
                  Thread.onSpinWait();
                }
              }
            });
    thread.start();
    thread.join();
  }

  /** The second of three tests closes the cycle, the third makes it once more. */
  @ExtendWith(LockdepExtension.class)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Inversion {
    @Test
    @Order(1)
    void forwards() throws Exception {
      nest(A, B);
    }

    @Test
    @Order(2)
    void backwards() throws Exception {
      nest(B, A);
    }

    @Test
    @Order(3)
    void again() throws Exception {
      nest(A, B);
      nest(B, A);
    }
  }

  /** Always in one order; registered by its service file only. */
  static class Clean {
    @Test
    void one() throws Exception {
      nest(A, B);
    }

    @Test
    void two() throws Exception {
      nest(A, B);
    }
  }

  /** A hundred tests that do nothing. */
  static class Quiet {
    @RepeatedTest(100)
    void nothing() {}
  }

  /** Two tests that run at the same time. */
  @Execution(ExecutionMode.CONCURRENT)
  @ExtendWith(LockdepExtension.class)
  static class Parallel {
    @Test
    void left() throws Exception {
      nest(C, D);
      BOTH.await();
    }

    @Test
    void right() throws Exception {
      BOTH.await();
      nest(D, C);
    }
  }
}
