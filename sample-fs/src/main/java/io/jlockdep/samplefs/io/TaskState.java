package io.jlockdep.samplefs.io;

import org.jspecify.annotations.Nullable;

/**
 * What a thread carries through an operation outside its arguments (fields of the kernel's {@code
 * current}). Whoever sets something clears it before the operation ends.
 */
public final class TaskState {
  private static final ThreadLocal<TaskState> CURRENT = ThreadLocal.withInitial(TaskState::new);

  private @Nullable Object journalInfo;
  private @Nullable Object backingDevInfo;
  private @Nullable Object lockedInode;

  private TaskState() {}

  /** Of this thread. */
  public static TaskState current() {
    return CURRENT.get();
  }

  /** What the transaction code of this thread is to know; null if nothing. */
  public @Nullable Object journalInfo() {
    return journalInfo;
  }

  public void setJournalInfo(Object info) {
    journalInfo = info;
  }

  public void clearJournalInfo() {
    journalInfo = null;
  }

  /** The device that this thread writes to; whoever throttles writers lets it pass. */
  public @Nullable Object backingDevInfo() {
    return backingDevInfo;
  }

  public void setBackingDevInfo(Object device) {
    backingDevInfo = device;
  }

  public void clearBackingDevInfo() {
    backingDevInfo = null;
  }

  /** The inode whose lock this thread holds already when it calls into a sync; null if none. */
  public @Nullable Object lockedInode() {
    return lockedInode;
  }

  public void setLockedInode(@Nullable Object inode) {
    lockedInode = inode;
  }
}
