package io.jlockdep.junit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails the test in which a finding appears for the first time, with the report as the message. The
 * JVM needs the agent; without it the extension says so once and does nothing. All threads of JUnit
 * may call it.
 *
 * <p>Settings, as configuration parameters of JUnit or as system properties: {@code
 * jlockdep.fail-on} (as {@code --fail-on} of {@code jlockdep verify}), {@code jlockdep.baseline} (a
 * file), {@code jlockdep.required} ({@code true}: without the agent every class fails), {@code
 * jlockdep.judge} ({@code class}: after each class of tests only), {@code jlockdep.agent} (the
 * agent's jar, to be attached if it is not there and the JVM has {@code
 * -Djdk.attach.allowAttachSelf=true}).
 */
public final class LockdepExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(LockdepExtension.class);

  /** JUnit makes one when it loads it; {@link org.junit.jupiter.api.extension.ExtendWith} too. */
  public LockdepExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    watch(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    watch(context).begins(context.getUniqueId(), name(context));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    watch(context).ends(context.getUniqueId(), name(context));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    watch(context).classEnds(context.getUniqueId(), name(context));
  }

  /** One for all tests of a run, however often the extension is registered. */
  private static TestWatch watch(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent(
            TestWatch.class, key -> TestWatch.of(Settings.of(context)), TestWatch.class);
  }

  private static String name(ExtensionContext context) {
    String testClass = context.getTestClass().map(Class::getSimpleName).orElse("");
    return context.getTestMethod().isPresent()
        ? testClass + "." + context.getRequiredTestMethod().getName()
        : testClass;
  }
}
