package io.jlockdep.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** The sites of classes whose loaders come and go. Waits for loaders to be collected. */
@Isolated
@Timeout(60)
class ClassSitesTest {
  private static final byte[] FILE = {1, 2, 3};
  private static final byte[] OTHER_FILE = {1, 2, 4};
  private static final ReentrantLock LOCK = new ReentrantLock();

  @Test
  void a_class_of_a_loader_that_has_gone_leaves_its_sites_to_the_next_loader() {
    List<Integer> first = weave(loader(), "Guest", FILE, 3);
    collect();
    assertThat(weave(loader(), "Guest", FILE, 3)).isEqualTo(first);
  }

  @Test
  void many_loaders_that_come_and_go_have_the_sites_of_as_many_as_live_at_once() {
    Set<Integer> sites = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      sites.addAll(weaveAtOnce(4));
      collect();
    }
    assertThat(sites).hasSize(20);
  }

  @Test
  void loaders_that_live_at_the_same_time_share_no_sites() {
    ClassLoader one = loader();
    ClassLoader other = loader();
    List<Integer> first = weave(one, "Twin", FILE, 3);
    assertThat(weave(other, "Twin", FILE, 3)).doesNotContainAnyElementsOf(first);
    Reference.reachabilityFence(one);
  }

  @Test
  void another_class_file_of_the_same_name_has_sites_of_its_own() {
    List<Integer> first = weave(loader(), "Edited", FILE, 3);
    collect();
    assertThat(weave(loader(), "Edited", OTHER_FILE, 3)).doesNotContainAnyElementsOf(first);
  }

  @Test
  void sites_that_say_something_else_are_not_used_again() {
    List<Integer> first = weaveTwo("Varied.lock");
    collect();
    List<Integer> second = weaveTwo("");
    assertThat(second.get(0)).isEqualTo(first.get(0));
    assertThat(second.get(1)).isNotEqualTo(first.get(1));
  }

  @Test
  void classes_of_the_program_itself_never_share() {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    assertThat(weave(system, "Lasting", FILE, 3))
        .doesNotContainAnyElementsOf(weave(system, "Lasting", FILE, 3));
  }

  @Test
  void what_a_site_had_settled_on_is_forgotten_with_the_loader() {
    int id = weave(loader(), "Settled", FILE, 1).get(0);
    Site site = Site.at(id);
    LockRef ref = Instances.lock(LOCK, site);
    for (int i = 0; i < 1000; i++) {
      site.settle(ref);
    }
    assertThat(site.settledLock).isNotNull();
    collect();
    assertThat(weave(loader(), "Settled", FILE, 1)).containsExactly(id);
    assertThat(site.settledLock).isNull();
  }

  private static ClassLoader loader() {
    return new URLClassLoader(new URL[0]);
  }

  private static List<Integer> weave(ClassLoader loader, String name, byte[] file, int number) {
    ClassSites sites = new ClassSites(loader, name, file);
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      ids.add(sites.add("run", name + ".java", i, "", ""));
    }
    sites.done();
    return ids;
  }

  /** A class whose second site is of a lock of that name. */
  private static List<Integer> weaveTwo(String lockName) {
    ClassSites sites = new ClassSites(loader(), "Varied", FILE);
    int first = sites.add("run", "Varied.java", 1, "", "");
    String origin = lockName.isEmpty() ? "" : "field";
    int second = sites.add("run", "Varied.java", 2, lockName, origin);
    sites.done();
    return List.of(first, second);
  }

  private static List<Integer> weaveAtOnce(int number) {
    List<ClassLoader> alive = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      alive.add(loader());
      ids.addAll(weave(alive.get(i), "OneOfMany", FILE, 5));
    }
    Reference.reachabilityFence(alive);
    return ids;
  }

  /** Until every loader has gone. */
  private static void collect() {
    while (LoaderSites.TABLE.size() > 0) {
      assertThat(Thread.interrupted()).as("time is up").isFalse();
      System.gc();
      LoaderSites.sweep();
    }
  }
}
