package io.jlockdep.samplefs.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The main class of the JVM in which {@link CommonsIoTest} runs tests of commons-io: every
 * directory that JUnit makes for them is one in an image. Arguments are the classes of the tests.
 * Prints a line for each test: PASSED, SKIPPED or FAILED, its class and its name, and why.
 */
public final class CommonsIoOnAnImage {
  private static final long SIZE = 64L << 20;

  private CommonsIoOnAnImage() {}

  public static void main(String[] classes) throws Exception {
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .configurationParameter(
                TempDir.DEFAULT_FACTORY_PROPERTY_NAME, InAnImage.class.getName());
    for (String name : classes) {
      request.selectors(selectClass(name));
    }
    LauncherDiscoveryRequest built = request.build();
    PrintWriter out = new PrintWriter(System.out, true);
    LauncherFactory.create().execute(built, new Printing(out));
    InAnImage.unmount();
  }

  /** Makes directories in an image that is made for this JVM. */
  public static final class InAnImage implements TempDirFactory {
    private static FileSystem image;
    private static int directories;

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      synchronized (InAnImage.class) {
        if (image == null) {
          // By its scheme, so that it is the provider that the tests find when they use URIs.
          image =
              FileSystems.newFileSystem(
                  URI.create("samplefs:" + Path.of("image").toAbsolutePath()),
                  Map.of("create", SIZE));
        }
        return Files.createDirectory(image.getPath("/junit" + directories++));
      }
    }

    static synchronized void unmount() throws IOException {
      if (image != null) {
        image.close();
      }
    }
  }

  private record Printing(PrintWriter out) implements TestExecutionListener {
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      if (test.isTest()) {
        out.println("SKIPPED\t" + name(test) + "\t" + reason);
      }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      boolean good = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      if (test.isTest() || !good) {
        String verdict =
            good
                ? "PASSED"
                : result.getStatus() == TestExecutionResult.Status.ABORTED ? "SKIPPED" : "FAILED";
        String why = result.getThrowable().map(Throwable::toString).orElse("");
        out.println(verdict + "\t" + name(test) + "\t" + why.lines().findFirst().orElse(""));
        if (verdict.equals("FAILED") && Boolean.getBoolean("traces")) {
          result.getThrowable().ifPresent(t -> t.printStackTrace(out));
        }
      }
    }

    /** The class and the method, both without packages and parameters. */
    private static String name(TestIdentifier test) {
      return test.getSource()
          .map(
              source ->
                  source instanceof MethodSource method
                      ? method.getJavaClass().getSimpleName() + "." + method.getMethodName()
                      : source.toString())
          .orElse(test.getDisplayName());
    }
  }
}
