package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A wait is divided among the holders as one would do it nanosecond by nanosecond. */
class WaitSplitTest {
  private static final int READER = Acquire.SHARED;
  private static final int WRITER = Acquire.EXCLUSIVE;

  private final WaitSplit split = new WaitSplit();

  private record Hold(long from, long to, int stack, int mode) {}

  @Test
  void oneHolderGetsWhatItHeldAndTheRestIsHandOff() {
    HoldRing ring = ring(16, new Hold(50, 160, 7, WRITER));
    assertThat(divided(ring, 100, 200, WRITER)).isEqualTo(Map.of("7", 60L, "hand-off", 40L));
  }

  @Test
  void severalReadersShareAMomentEqually() {
    HoldRing ring = ring(16, new Hold(0, 140, 7, READER), new Hold(120, 200, 8, READER));
    assertThat(divided(ring, 100, 200, WRITER))
        .isEqualTo(Map.of("7 shared", 20L + 10, "8 shared", 10L + 60));
  }

  @Test
  void whoNobodyIsKnownToHaveKeptOutDidNotWaitForAnybody() {
    HoldRing ring = ring(16, new Hold(0, 100, 7, WRITER), new Hold(200, 300, 8, WRITER));
    assertThat(split.divide(ring, 100, 200, WRITER, true)).isFalse();
  }

  @Test
  void readersKeepAReaderOutOnlyAsLongAsAWriterIsThere() {
    HoldRing ring = ring(16, new Hold(0, 140, 7, WRITER), new Hold(145, 180, 8, READER));
    assertThat(divided(ring, 100, 200, READER)).isEqualTo(Map.of("7", 40L, "hand-off", 60L));
  }

  @Test
  void holdersOfPermitsThatGoOnHoldingAreBlamedToo() {
    HoldRing ring = new HoldRing(16);
    ring.open(10, 7, READER);
    ring.add(20, 150, 8, READER);
    assertThat(split.divide(ring, 100, 160, READER, false)).isTrue();
    assertThat(parties()).isEqualTo(Map.of("7 shared", 25L + 10, "8 shared", 25L));
  }

  @Test
  void aHolderOfAPermitWhoNeverGaveItBackKeptNobodyOut() {
    HoldRing ring = new HoldRing(16);
    ring.open(10, 7, READER);
    assertThat(split.divide(ring, 100, 5000, READER, false)).isFalse();
  }

  @Test
  void aReaderWithoutAWriterWasNotKeptOut() {
    HoldRing ring = ring(16, new Hold(0, 140, 7, READER));
    assertThat(split.divide(ring, 100, 5000, READER, true)).isFalse();
  }

  @Test
  void whatIsOlderThanTheRingIsUnknown() {
    HoldRing ring = new HoldRing(4);
    for (int i = 0; i < 10; i++) {
      ring.add(100 + i * 10, 108 + i * 10, 7, WRITER);
    }
    assertThat(divided(ring, 100, 200, WRITER))
        .isEqualTo(Map.of("unknown", 60L, "7", 32L, "hand-off", 8L));
    assertThat(split.isShort).isTrue();
  }

  @Test
  void moreHoldersThanAreToldApartAreOthers() {
    HoldRing ring = new HoldRing(128);
    for (int i = 0; i < 100; i++) {
      ring.add(i, i + 1, 1 + i, WRITER);
    }
    Map<String, Long> shares = divided(ring, 0, 100, WRITER);
    assertThat(shares).hasSize(64);
    assertThat(shares.get("other")).isEqualTo(37);
  }

  @Test
  void anyHoldsAreDividedAsNanosecondByNanosecond() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      List<Hold> holds = random.nextBoolean() ? readers(random) : writers(random);
      HoldRing ring = new HoldRing(16);
      holds.forEach(h -> ring.add(h.from, h.to, h.stack, h.mode));
      long asked = random.nextInt(60);
      long got = 150 + random.nextInt(20); // as a writer has the lock all others have left
      boolean any = split.divide(ring, asked, got, WRITER, true);
      Map<String, Double> expected = naive(holds, asked, got);
      assertThat(any).as("seed %d", seed).isEqualTo(!expected.keySet().equals(onlyHandOff()));
      if (any) {
        Map<String, Long> shares = parties();
        assertThat(shares.values().stream().mapToLong(l -> l).sum()).isEqualTo(got - asked);
        expected.forEach(
            (who, nanos) ->
                // each moment with several holders is rounded by less than one nanosecond
                assertThat((double) shares.getOrDefault(who, 0L))
                    .as("%s of %s, %d to %d, seed %d", who, holds, asked, got, seed)
                    .isBetween(nanos - holds.size() * 2, nanos + holds.size() * 2));
      }
    }
  }

  private static java.util.Set<String> onlyHandOff() {
    return java.util.Set.of("hand-off");
  }

  private static List<Hold> writers(Random random) {
    List<Hold> holds = new ArrayList<>();
    long at = 0;
    for (int i = random.nextInt(10); i >= 0; i--) {
      long from = at + random.nextInt(10);
      at = from + 1 + random.nextInt(15);
      holds.add(new Hold(from, at, 1 + random.nextInt(3), WRITER));
    }
    return holds;
  }

  private static List<Hold> readers(Random random) {
    List<Hold> holds = new ArrayList<>();
    for (int i = random.nextInt(10); i >= 0; i--) {
      long from = random.nextInt(100);
      holds.add(new Hold(from, from + 1 + random.nextInt(40), 1 + random.nextInt(3), READER));
    }
    Collections.shuffle(holds, random);
    return holds;
  }

  private static Map<String, Double> naive(List<Hold> holds, long asked, long got) {
    Map<String, Double> shares = new TreeMap<>();
    for (long at = asked; at < got; at++) {
      long now = at;
      List<Hold> active = holds.stream().filter(h -> h.from <= now && now < h.to).toList();
      if (active.isEmpty()) {
        shares.merge("hand-off", 1.0, Double::sum);
      }
      for (Hold each : active) {
        shares.merge(name(each.stack, each.mode), 1.0 / active.size(), Double::sum);
      }
    }
    return shares;
  }

  private static HoldRing ring(int size, Hold... holds) {
    HoldRing ring = new HoldRing(size);
    for (Hold each : holds) {
      ring.add(each.from, each.to, each.stack, each.mode);
    }
    return ring;
  }

  private Map<String, Long> divided(HoldRing ring, long asked, long got, int mode) {
    assertThat(split.divide(ring, asked, got, mode, true)).isTrue();
    return parties();
  }

  private Map<String, Long> parties() {
    Map<String, Long> parties = new TreeMap<>();
    for (int i = 0; i < split.parties(); i++) {
      parties.merge(name(split.stack(i), split.mode(i)), split.share(i), Long::sum);
    }
    return parties;
  }

  private static String name(int stack, int mode) {
    return switch (stack) {
      case WaitSplit.HAND_OFF -> "hand-off";
      case WaitSplit.UNKNOWN -> "unknown";
      case WaitSplit.OTHER -> "other";
      default -> stack + (mode == READER ? " shared" : "");
    };
  }
}
