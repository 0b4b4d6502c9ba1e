package io.jlockdep.runtime;

import java.util.Collection;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;
import org.jspecify.annotations.Nullable;

/**
 * Calls of blocking queues: what puts an element in lets takers go on, what takes one out of a
 * bounded queue lets putters go on.
 */
public final class QueueHooks {
  private static final int UNBOUNDED = Integer.MAX_VALUE / 2;

  private QueueHooks() {}

  /** Whether a put may have to wait; for queues of the application this is taken to be so. */
  private static boolean isBounded(BlockingQueue<?> queue) {
    Class<?> type = queue.getClass();
    if (type == LinkedBlockingQueue.class || type == LinkedBlockingDeque.class) {
      return queue.remainingCapacity() < UNBOUNDED;
    }
    return type != PriorityBlockingQueue.class
        && type != DelayQueue.class
        && type != LinkedTransferQueue.class;
  }

  private static @Nullable Wait putting(@Nullable BlockingQueue<?> queue, boolean timed, int site) {
    return queue != null && Control.on && isBounded(queue)
        ? Wait.begin(queue, EventKind.QUEUE_PUT, timed, site)
        : null;
  }

  /** Who takes an element out may let a putter go on, or one who has handed it over by transfer. */
  private static long leaving(@Nullable BlockingQueue<?> queue, int site) {
    return queue != null
            && Control.on
            && (isBounded(queue) || queue.getClass() == LinkedTransferQueue.class)
        ? Signals.before(queue, EventKind.QUEUE_PUT, site)
        : 0;
  }

  @Replaces(BlockingQueue.class)
  public static <E> void put(BlockingQueue<E> queue, E element, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = putting(queue, Wait.UNTIMED, site);
    boolean done = false;
    try {
      queue.put(element);
      done = true;
    } finally {
      Wait.end(wait, done);
    }
    Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
  }

  @Replaces(BlockingQueue.class)
  public static <E> boolean offer(
      BlockingQueue<E> queue, E element, long time, TimeUnit unit, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = putting(queue, Wait.TIMED, site);
    boolean done = false;
    try {
      done = queue.offer(element, time, unit);
    } finally {
      Wait.end(wait, done);
    }
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(BlockingQueue.class)
  public static <E> boolean offer(BlockingQueue<E> queue, E element, int site) {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    boolean done = queue.offer(element);
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(BlockingQueue.class)
  public static <E> boolean add(BlockingQueue<E> queue, E element, int site) {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    boolean done = queue.add(element);
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(BlockingDeque.class)
  public static <E> void putFirst(BlockingDeque<E> queue, E element, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = putting(queue, Wait.UNTIMED, site);
    boolean done = false;
    try {
      queue.putFirst(element);
      done = true;
    } finally {
      Wait.end(wait, done);
    }
    Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
  }

  @Replaces(BlockingDeque.class)
  public static <E> void putLast(BlockingDeque<E> queue, E element, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = putting(queue, Wait.UNTIMED, site);
    boolean done = false;
    try {
      queue.putLast(element);
      done = true;
    } finally {
      Wait.end(wait, done);
    }
    Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
  }

  @Replaces(BlockingDeque.class)
  public static <E> boolean offerFirst(
      BlockingDeque<E> queue, E element, long time, TimeUnit unit, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = putting(queue, Wait.TIMED, site);
    boolean done = false;
    try {
      done = queue.offerFirst(element, time, unit);
    } finally {
      Wait.end(wait, done);
    }
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(BlockingDeque.class)
  public static <E> boolean offerLast(
      BlockingDeque<E> queue, E element, long time, TimeUnit unit, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = putting(queue, Wait.TIMED, site);
    boolean done = false;
    try {
      done = queue.offerLast(element, time, unit);
    } finally {
      Wait.end(wait, done);
    }
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(BlockingDeque.class)
  public static <E> boolean offerFirst(BlockingDeque<E> queue, E element, int site) {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    boolean done = queue.offerFirst(element);
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(BlockingDeque.class)
  public static <E> boolean offerLast(BlockingDeque<E> queue, E element, int site) {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    boolean done = queue.offerLast(element);
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(TransferQueue.class)
  public static <E> void transfer(TransferQueue<E> queue, E element, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_PUT, Wait.UNTIMED, site);
    boolean done = false;
    try {
      queue.transfer(element);
      done = true;
    } finally {
      Wait.end(wait, done);
    }
    Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
  }

  @Replaces(TransferQueue.class)
  public static <E> boolean tryTransfer(
      TransferQueue<E> queue, E element, long time, TimeUnit unit, int site)
      throws InterruptedException {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_PUT, Wait.TIMED, site);
    boolean done = false;
    try {
      done = queue.tryTransfer(element, time, unit);
    } finally {
      Wait.end(wait, done);
    }
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(TransferQueue.class)
  public static <E> boolean tryTransfer(TransferQueue<E> queue, E element, int site) {
    long sequence = Signals.before(queue, EventKind.QUEUE_TAKE, site);
    boolean done = queue.tryTransfer(element);
    if (done) {
      Signals.given(sequence, queue, EventKind.QUEUE_TAKE, site);
    }
    return done;
  }

  @Replaces(BlockingQueue.class)
  public static <E> @Nullable E take(BlockingQueue<E> queue, int site) throws InterruptedException {
    long sequence = leaving(queue, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_TAKE, Wait.UNTIMED, site);
    E element = null;
    try {
      element = queue.take();
    } finally {
      Wait.end(wait, element != null);
    }
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingQueue.class)
  public static <E> @Nullable E poll(BlockingQueue<E> queue, long time, TimeUnit unit, int site)
      throws InterruptedException {
    long sequence = leaving(queue, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_TAKE, Wait.TIMED, site);
    E element = null;
    try {
      element = queue.poll(time, unit);
    } finally {
      Wait.end(wait, element != null);
    }
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingQueue.class)
  public static <E> @Nullable E poll(BlockingQueue<E> queue, int site) {
    long sequence = leaving(queue, site);
    E element = queue.poll();
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingDeque.class)
  public static <E> @Nullable E takeFirst(BlockingDeque<E> queue, int site)
      throws InterruptedException {
    long sequence = leaving(queue, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_TAKE, Wait.UNTIMED, site);
    E element = null;
    try {
      element = queue.takeFirst();
    } finally {
      Wait.end(wait, element != null);
    }
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingDeque.class)
  public static <E> @Nullable E takeLast(BlockingDeque<E> queue, int site)
      throws InterruptedException {
    long sequence = leaving(queue, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_TAKE, Wait.UNTIMED, site);
    E element = null;
    try {
      element = queue.takeLast();
    } finally {
      Wait.end(wait, element != null);
    }
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingDeque.class)
  public static <E> @Nullable E pollFirst(
      BlockingDeque<E> queue, long time, TimeUnit unit, int site) throws InterruptedException {
    long sequence = leaving(queue, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_TAKE, Wait.TIMED, site);
    E element = null;
    try {
      element = queue.pollFirst(time, unit);
    } finally {
      Wait.end(wait, element != null);
    }
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingDeque.class)
  public static <E> @Nullable E pollLast(BlockingDeque<E> queue, long time, TimeUnit unit, int site)
      throws InterruptedException {
    long sequence = leaving(queue, site);
    Wait wait = Wait.begin(queue, EventKind.QUEUE_TAKE, Wait.TIMED, site);
    E element = null;
    try {
      element = queue.pollLast(time, unit);
    } finally {
      Wait.end(wait, element != null);
    }
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingDeque.class)
  public static <E> @Nullable E pollFirst(BlockingDeque<E> queue, int site) {
    long sequence = leaving(queue, site);
    E element = queue.pollFirst();
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingDeque.class)
  public static <E> @Nullable E pollLast(BlockingDeque<E> queue, int site) {
    long sequence = leaving(queue, site);
    E element = queue.pollLast();
    if (element != null) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return element;
  }

  @Replaces(BlockingQueue.class)
  public static <E> int drainTo(BlockingQueue<E> queue, Collection<? super E> into, int site) {
    long sequence = leaving(queue, site);
    int moved = queue.drainTo(into);
    if (moved > 0) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return moved;
  }

  @Replaces(BlockingQueue.class)
  public static <E> int drainTo(
      BlockingQueue<E> queue, Collection<? super E> into, int limit, int site) {
    long sequence = leaving(queue, site);
    int moved = queue.drainTo(into, limit);
    if (moved > 0) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return moved;
  }

  @Replaces(BlockingQueue.class)
  public static boolean remove(BlockingQueue<?> queue, @Nullable Object element, int site) {
    long sequence = leaving(queue, site);
    boolean removed = queue.remove(element);
    if (removed) {
      Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
    }
    return removed;
  }

  @Replaces(BlockingQueue.class)
  public static void clear(BlockingQueue<?> queue, int site) {
    long sequence = leaving(queue, site);
    queue.clear();
    Signals.given(sequence, queue, EventKind.QUEUE_PUT, site);
  }
}
