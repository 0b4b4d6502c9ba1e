package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Records, sealed types, nest members, switches and indy concatenation around locks. */
@Expect(
    covers = "records, sealed types, switches",
    edges = {"LanguageForms.lock -> LanguageForms$Circle"},
    minRelease = 17)
public class LanguageForms {
  private final ReentrantLock lock = new ReentrantLock();
  private int count;

  sealed interface Shape permits Circle, Square {}

  record Circle(int radius) implements Shape {
    synchronized int area() {
      return 3 * radius * radius;
    }
  }

  record Square(int side) implements Shape {}

  enum Color {
    RED,
    GREEN
  }

  final class Inner {
    int next() {
      lock.lock();
      try {
        return ++count;
      } finally {
        lock.unlock();
      }
    }
  }

  int area(Shape shape, Color color) {
    lock.lock();
    try {
      int factor =
          switch (color) {
            case RED -> 1;
            case GREEN -> 2;
          };
      if (shape instanceof Circle circle) {
        return circle.area() * factor;
      }
      return shape instanceof Square square ? square.side() * square.side() * factor : -1;
    } finally {
      lock.unlock();
    }
  }

  public static void main(String[] args) {
    LanguageForms program = new LanguageForms();
    Inner inner = program.new Inner();
    int sum = 0;
    for (Shape shape : List.of(new Circle(2), new Square(3))) {
      sum += program.area(shape, Color.GREEN) + inner.next();
    }
    synchronized (program) {
      var text = "sum " + sum + " of " + program.count + ' ' + 1.5 + 'c' + 7L;
      System.out.println(text);
    }
    System.out.println(new Circle(2) + " " + new Square(3).equals(new Square(3)));
  }
}
