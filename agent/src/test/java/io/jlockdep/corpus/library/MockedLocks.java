package io.jlockdep.corpus.library;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.when;

import org.mockito.MockedStatic;

/** Classes that lock, mocked by Mockito's inline mock maker: it retransforms them. */
public final class MockedLocks {
  private final Object a = new Object();
  private final Object b = new Object();
  private int sum;

  private MockedLocks() {}

  synchronized int both() {
    synchronized (a) {
      synchronized (b) {
        return ++sum;
      }
    }
  }

  int back() {
    synchronized (b) {
      synchronized (a) {
        return --sum;
      }
    }
  }

  static synchronized String name() {
    return "real";
  }

  public static void main(String[] args) {
    MockedLocks before = new MockedLocks();
    System.out.println("before " + before.both());
    MockedLocks mocked = mock(MockedLocks.class);
    when(mocked.both()).thenReturn(42);
    System.out.println("mocked " + mocked.both());
    MockedLocks real = spy(new MockedLocks());
    System.out.println("spy " + real.both() + " " + real.back());
    try (MockedStatic<MockedLocks> type = mockStatic(MockedLocks.class)) {
      type.when(MockedLocks::name).thenReturn("mocked");
      System.out.println("static " + name());
    }
    System.out.println("after " + name() + " " + before.back());
  }
}
