package io.jlockdep.samplefs.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RwSemaphoreTest {
  private final RwSemaphore semaphore = new RwSemaphore();

  @Test
  void aWriterDoesNotGetInTwice() {
    semaphore.downWrite();
    assertThat(semaphore.tryDownWrite()).isFalse();
    assertThat(semaphore.tryDownRead()).isFalse();
  }

  @Test
  void aReaderIsNotUpgraded() {
    semaphore.downRead();
    assertThat(semaphore.tryDownWrite()).isFalse();
    assertThat(semaphore.tryDownRead()).isTrue();
    assertThat(semaphore.readers()).isEqualTo(2);
  }

  @Test
  void anotherThreadMayReleaseIt() throws InterruptedException {
    semaphore.downWrite();
    Thread other = new Thread(semaphore::upWrite);
    other.start();
    other.join();
    assertThat(semaphore.isWriteLocked()).isFalse();
    semaphore.downRead();
    Thread reader = new Thread(semaphore::upRead);
    reader.start();
    reader.join();
    assertThat(semaphore.tryDownWrite()).isTrue();
  }

  @Test
  void releasingWhatIsNotHeldIsAnError() {
    assertThatThrownBy(semaphore::upRead).isInstanceOf(IllegalMonitorStateException.class);
    assertThatThrownBy(semaphore::upWrite).isInstanceOf(IllegalMonitorStateException.class);
    semaphore.downRead();
    assertThatThrownBy(semaphore::upWrite).isInstanceOf(IllegalMonitorStateException.class);
  }
}
