package io.jlockdep.samplefs.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockOrderTest {
  @ParameterizedTest
  @EnumSource
  void namesALockThatIsThere(LockOrder lock) throws ReflectiveOperationException {
    Class<?> owner = Class.forName(lock.owner());
    if (!lock.field().isEmpty()) {
      assertThat(owner.getDeclaredField(lock.field())).isNotNull();
    }
  }

  @Test
  void theInodeLockComesBeforeWhatASyncTakes() {
    assertThat(LockOrder.INODE_LOCK.mayPrecede(LockOrder.DIO_SEM)).isTrue();
    assertThat(LockOrder.INODE_LOCK.mayPrecede(LockOrder.COMMIT)).isTrue();
    assertThat(LockOrder.DIO_SEM.mayPrecede(LockOrder.INODE_LOCK)).isFalse();
    assertThat(LockOrder.INODE_LOCK.mayPrecede(LockOrder.INODE_LOCK)).isFalse();
  }
}
