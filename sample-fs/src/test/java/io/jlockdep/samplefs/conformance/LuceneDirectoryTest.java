package io.jlockdep.samplefs.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.carrotsearch.randomizedtesting.annotations.ThreadLeakScope;
import io.jlockdep.samplefs.nio.SampleFileSystemProvider;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FSLockFactory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.tests.mockfile.VirusCheckingFS;
import org.apache.lucene.tests.store.BaseDirectoryTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.jupiter.api.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.Result;

/** Lucene's own tests of a directory, on a directory of an image. */
class LuceneDirectoryTest {
  @Test
  void lucenesTestsOfADirectoryPass() {
    // The same every time, unless another one is asked for.
    System.setProperty("tests.seed", System.getProperty("tests.seed", "5A3D1E2B4C6F7081"));
    Result result = JUnitCore.runClasses(OnAnImage.class);
    assertThat(result.getFailures()).isEmpty();
    assertThat(result.getRunCount()).isGreaterThan(40);
  }

  /** Run by {@link #lucenesTestsOfADirectoryPass}. */
  @ThreadLeakScope(ThreadLeakScope.Scope.NONE) // idle workers of the mounted image end later
  public static final class OnAnImage extends BaseDirectoryTestCase {
    private static final long SIZE = 256L << 20;
    private static FileSystem image;
    private static int directories;

    @BeforeClass
    public static void mount() throws IOException {
      // Lucene wraps its paths; the image file needs one of the host.
      Path host = Path.of(createTempDir().resolve("image").toString());
      image = new SampleFileSystemProvider().newFileSystem(host, Map.of("create", SIZE));
    }

    @AfterClass
    public static void unmount() throws IOException {
      image.close();
    }

    @Override
    protected Directory getDirectory(Path path) throws IOException {
      Path directory = image.getPath("/" + directories++ + path.getFileName());
      Files.createDirectories(directory);
      if (TestUtil.hasVirusChecker(path)) {
        directory = new VirusCheckingFS(image, random().nextLong()).wrapPath(directory);
      }
      return new NIOFSDirectory(directory, FSLockFactory.getDefault());
    }

    /** As Lucene's, which deletes the file by the path of the host that it made up. */
    @Override
    public void testFsyncDoesntCreateNewFiles() throws IOException {
      Path there = createTempDir("nocreate");
      try (FSDirectory directory = (FSDirectory) getDirectory(there)) {
        directory.createOutput("afile", newIOContext(random())).close();
        Files.delete(directory.getDirectory().resolve("afile"));
        expectThrows(NoSuchFileException.class, () -> directory.sync(List.of("afile")));
        assertEquals(0, directory.listAll().length);
      }
    }
  }
}
