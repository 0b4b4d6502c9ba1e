package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.function.Supplier;

/**
 * Static initialisers that need one another, as in many working programs: all initialised by the
 * main thread before others begin. Nothing can be said against that.
 */
@Expect(
    covers = "class initialisation",
    edges = {
      "Class<ClassInits$Failing>.<clinit> -> Class<ClassInits$Failing$Other>.<clinit>",
      "Class<ClassInits$Outer$Inner>.<clinit> -> Class<ClassInits$Outer>.<clinit>"
    })
public class ClassInits {

  enum Operation {
    PLUS {
      @Override
      int apply(int a, int b) {
        return a + b;
      }
    },
    TIMES {
      @Override
      int apply(int a, int b) {
        return a * b;
      }
    };

    abstract int apply(int a, int b);
  }

  static class Base {
    static final Base DEFAULT = new Derived();

    static int size() {
      return DEFAULT.length();
    }

    int length() {
      return 0;
    }
  }

  static class Derived extends Base {
    static final Supplier<Integer> LENGTH = () -> 7;

    @Override
    int length() {
      return LENGTH == null ? -1 : LENGTH.get();
    }
  }

  static class Outer {
    static final Inner INNER = new Inner();
    static final int SIZE = 3;

    static class Inner {
      static final int TWICE = count() * 2;

      static int count() {
        return Outer.INNER == null ? 1 : 2;
      }
    }
  }

  static class Failing {
    static final int VALUE = Other.value();

    static class Other {
      static final Object NEEDS = new Failing();

      static int value() {
        throw new IllegalStateException("on purpose");
      }
    }
  }

  public static void main(String[] args) throws InterruptedException {
    use();
    try {
      System.out.println(Failing.VALUE);
    } catch (ExceptionInInitializerError e) {
      System.out.println(e.getCause().getMessage());
    }
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(ClassInits::use);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println(use());
  }

  private static int use() {
    int sum = new Derived().length() + Base.size() + Outer.SIZE + Outer.Inner.count();
    for (Operation operation : Operation.values()) {
      sum += operation.apply(2, 3);
    }
    return sum + new Outer.Inner().hashCode() * 0;
  }
}
