package io.jlockdep.samplefs.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.history.Behaviour;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrashCheckTest {
  @Test
  void theMendedFilesystemKeepsWhatItAcknowledged() throws IOException {
    CrashCheck.Result result = CrashCheck.run(Set.of(), 1);
    assertThat(result.first()).isNull();
    assertThat(result.workloads()).isEqualTo(CrashCheck.operations());
    assertThat(result.states()).isGreaterThan(result.moments());
    assertThat(result.moments()).isGreaterThan(result.workloads());
  }

  @Test
  void theSameStatesAreCheckedEachTime() throws IOException {
    assertThat(CrashCheck.run(Set.of(), 1)).isEqualTo(CrashCheck.run(Set.of(), 1));
  }

  @ParameterizedTest
  @EnumSource(
      value = Behaviour.class,
      names = {"DSYNC_STUB", "DIO_WAIT_IS_ENOUGH", "LOST_SYNC", "FUA_UNWRITTEN"})
  void whatLosesAcknowledgedDataIsFound(Behaviour behaviour) throws IOException {
    CrashCheck.Result result = CrashCheck.run(Set.of(behaviour), 1);
    assertThat(result.badStates()).isPositive();
    assertThat(result.first()).contains("not what was acknowledged");
  }

  @Test
  void ofFewWritesEverySubsetMaySurvive() {
    assertThat(CrashStates.survivors(List.of(7, 9)))
        .containsExactly(List.of(), List.of(7), List.of(9), List.of(7, 9));
  }

  @Test
  void ofManyWritesTheBoundedSubsetsAreTried() {
    List<Integer> six = List.of(1, 2, 3, 4, 5, 6);
    assertThat(CrashStates.survivors(six))
        .hasSize(2 + 2 * six.size())
        .contains(List.of(), six, List.of(4), List.of(1, 2, 3, 5, 6));
  }

  @Test
  void whatLiesBetweenBeginAndAcknowledgementMayBeThereOrNot() {
    Promises promises = new Promises(Contents.of(1));
    int version = promises.begin(promises.latest().written(1, 2), 5);
    promises.acknowledge(version, 8);
    assertThat(promises.allowedAfter(4)).extracting(Contents::blocks).containsExactly(1);
    assertThat(promises.allowedAfter(7)).extracting(Contents::blocks).containsExactly(1, 2);
    assertThat(promises.allowedAfter(8)).extracting(Contents::blocks).containsExactly(2);
  }
}
