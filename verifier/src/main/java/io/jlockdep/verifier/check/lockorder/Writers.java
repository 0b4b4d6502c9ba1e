package io.jlockdep.verifier.check.lockorder;

import io.jlockdep.verifier.model.Acquisition;
import io.jlockdep.verifier.model.HeldLock;
import io.jlockdep.verifier.model.LockClass;
import io.jlockdep.verifier.model.Mode;
import io.jlockdep.verifier.model.Model;
import io.jlockdep.verifier.model.Sync;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The lock classes that some thread was seen to take exclusively, waiting for it if need be. */
final class Writers {
  private final Set<LockClass> classes = new HashSet<>();

  Writers(Model model) {
    for (Acquisition acquisition : model.acquisitions()) {
      if (acquisition.mode() == Mode.EXCLUSIVE && acquisition.how().waits()) {
        classes.add(acquisition.lockClass());
      }
      addHeld(acquisition.held());
    }
    for (Sync sync : model.syncs()) {
      addHeld(sync.held());
    }
  }

  boolean wereSeenFor(LockClass lockClass) {
    return classes.contains(lockClass);
  }

  private void addHeld(List<HeldLock> held) {
    for (HeldLock lock : held) {
      if (lock.mode() == Mode.EXCLUSIVE && lock.how().waits()) {
        classes.add(lock.lockClass());
      }
    }
  }
}
