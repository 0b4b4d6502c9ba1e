package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TransferQueue;

/** Queues that hand over from thread to thread, with waits under a lock. */
@Expect(
    covers = {
      "TransferQueue.transfer",
      "TransferQueue.transfer, signalled by a taker",
      "SynchronousQueue.put",
      "BlockingQueue.poll, timed",
      "BlockingDeque.takeLast"
    },
    waits = {
      "queue-put TransferForms.transfers under TransferForms.outer",
      "queue-put TransferForms.meeting under TransferForms.outer",
      "queue-take TransferForms.deque under TransferForms.outer",
      "queue-take TransferForms.transfers under TransferForms.outer"
    },
    signals = {
      "queue-take TransferForms.transfers after TransferForms.outer",
      "queue-put TransferForms.transfers after TransferForms.inner"
    },
    alsoReleases = {8})
public class TransferForms {
  private final TransferQueue<String> transfers = new LinkedTransferQueue<>();
  private final SynchronousQueue<String> meeting = new SynchronousQueue<>();
  private final BlockingDeque<String> deque = new LinkedBlockingDeque<>();
  private final Object outer = new Object();
  private final Object inner = new Object();

  public static void main(String[] args) throws InterruptedException {
    TransferForms program = new TransferForms();
    Thread other = new Thread(program::other, "other");
    other.start();
    synchronized (program.outer) {
      program.transfers.transfer("one");
      program.meeting.put("two");
      System.out.println(program.deque.takeLast());
      System.out.println(program.transfers.poll(1, TimeUnit.MILLISECONDS));
    }
    other.join();
  }

  private void other() {
    try {
      synchronized (inner) {
        System.out.println("other");
      }
      System.out.println(transfers.take() + meeting.take());
      deque.putFirst("three");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
