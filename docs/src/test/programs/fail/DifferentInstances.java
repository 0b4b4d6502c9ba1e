// No two threads ever share a pair of locks, but the code has both orders: lockdep's own verdict.
// expect: lock-order warning class | DifferentInstances$Parent DifferentInstances$Child
public class DifferentInstances {
  static class Parent {
    final Child child = new Child();

    synchronized void down() {
      child.touch();
    }

    synchronized void touch() {}
  }

  static class Child {
    synchronized void touch() {}

    synchronized void up(Parent parent) {
      parent.touch();
    }
  }

  public static void main(String[] args) throws Exception {
    Parent one = new Parent();
    Parent other = new Parent();
    inOrder(one::down, () -> other.child.up(other));
    System.out.println("done");
  }

  static void inOrder(Runnable first, Runnable second) throws InterruptedException {
    for (Runnable body : new Runnable[] {first, second}) {
      Thread thread = new Thread(body);
      thread.start();
      thread.join();
    }
  }
}
