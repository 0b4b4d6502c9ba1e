package io.jlockdep.samplefs.scenario;

import io.jlockdep.samplefs.io.IoQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Asynchronous IO under control: transfers are held back until the scenario lets them go, in the
 * order that it wants, and are then done, and completed, by the thread that lets them go.
 */
final class HeldIo implements IoQueue {
  private final List<Runnable> bios = new ArrayList<>();
  private boolean open;

  @Override
  public void submitBio(Runnable bio) {
    synchronized (this) {
      if (!open) {
        bios.add(bio);
        return;
      }
    }
    bio.run();
  }

  @Override
  public void submitCompletion(Runnable completion) {
    completion.run();
  }

  /** How many transfers are held. */
  synchronized int held() {
    return bios.size();
  }

  /** Does the held transfers, the last one first or in order; those that come later at once. */
  void letGo(boolean lastFirst) {
    List<Runnable> taken;
    synchronized (this) {
      open = true;
      taken = new ArrayList<>(bios);
      bios.clear();
    }
    if (lastFirst) {
      Collections.reverse(taken);
    }
    taken.forEach(Runnable::run);
  }

  /** Holds transfers again. */
  synchronized void hold() {
    open = false;
  }

  @Override
  public void close() {
    letGo(false);
  }
}
