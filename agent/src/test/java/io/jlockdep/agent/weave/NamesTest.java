package io.jlockdep.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.agent.spec.Spec;
import io.jlockdep.agent.spec.SpecParser;
import io.jlockdep.agent.weave.sample.Names;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Which names weaving gives to locks. */
class NamesTest {
  private static final String SAMPLE = Names.class.getName();

  @Test
  void an_acquisition_is_named_by_the_field_that_its_lock_comes_from() throws Exception {
    SiteLog log = run(Spec.none());
    assertThat(log.sites)
        .contains(
            SAMPLE + ".direct " + SAMPLE + ".plain (field)",
            SAMPLE + ".throughLocal " + SAMPLE + ".chosen (field)",
            SAMPLE + ".element " + SAMPLE + ".striped[] (field)",
            SAMPLE + ".view " + SAMPLE + ".rw (field)",
            SAMPLE + ".monitor " + SAMPLE + ".guard (field)",
            SAMPLE + ".cast",
            SAMPLE + ".unknown",
            SAMPLE + ".made");
  }

  @Test
  void a_construction_is_named_by_the_field_it_goes_into_or_by_its_place() throws Exception {
    SiteLog log = run(Spec.none());
    assertThat(log.sites)
        .contains(
            SAMPLE + ".<init> " + SAMPLE + ".plain (field)",
            SAMPLE + ".<init> " + SAMPLE + ".chosen (field)",
            SAMPLE + ".<init> " + SAMPLE + ".rw (field)",
            SAMPLE + ".<init> " + SAMPLE + ".guard (field)",
            SAMPLE + ".made " + SAMPLE + ".made:ReentrantLock (allocation)");
  }

  @Test
  void a_declared_name_takes_the_place_of_the_fields() throws Exception {
    SiteLog log =
        run(
            SpecParser.parse(
                "spec.yaml",
                "version: 1\nlocks:\n  - {name: my lock, field: " + SAMPLE + ".plain}\n"));
    assertThat(log.sites)
        .contains(SAMPLE + ".direct my lock (declared)", SAMPLE + ".<init> my lock (declared)")
        .noneMatch(site -> site.contains(".plain"));
  }

  @Test
  void who_gives_out_ids_is_told_whose_sites_they_are_and_when_there_are_no_more()
      throws Exception {
    SiteLog log = run(Spec.none());
    assertThat(log.loaders).hasOnlyElementsOfType(WeavingLoader.class).hasSameSizeAs(log.done);
  }

  private static SiteLog run(Spec spec) throws Exception {
    SiteLog log = new SiteLog();
    WeavingLoader loader = new WeavingLoader(SAMPLE, spec, log, true);
    int before = TestHooks.calls.get();
    Object sample = Class.forName(SAMPLE, true, loader).getConstructor().newInstance();
    assertThat(((Callable<?>) sample).call()).isEqualTo("ok");
    assertThat(TestHooks.calls.get() - before).isEqualTo(14);
    assertThat(log.skipped).isEmpty();
    return log;
  }
}
