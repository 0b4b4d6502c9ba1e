package org.apache.commons.io.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of commons-io that make a {@code File} of their directory before each test, which only a
 * path of the host can be. They are in this package because they are visible in no other; the tests
 * that use the {@code File} are left out by {@code CommonsIoTest}.
 */
public final class OnAnImage {
  private OnAnImage() {}

  /** Replaces what is done before each test of such a class. */
  private static Path directory(Path managed, Object test) throws IOException {
    return Files.createDirectory(managed.resolve(test.getClass().getSimpleName()));
  }

  static final class Copy extends PathUtilsCopyTest {
    @Override
    @BeforeEach
    public void beforeEachCreateTempDirs() throws IOException {
      tempDirPath = directory(managedTempDirPath, this);
    }
  }

  static final class Delete extends PathUtilsDeleteTest {
    @Override
    @BeforeEach
    public void beforeEachCreateTempDirs() throws IOException {
      tempDirPath = directory(managedTempDirPath, this);
    }
  }

  static final class DeleteFile extends PathUtilsDeleteFileTest {
    @Override
    @BeforeEach
    public void beforeEachCreateTempDirs() throws IOException {
      tempDirPath = directory(managedTempDirPath, this);
    }
  }

  static final class DeleteDirectory extends PathUtilsDeleteDirectoryTest {
    @Override
    @BeforeEach
    public void beforeEachCreateTempDirs() throws IOException {
      tempDirPath = directory(managedTempDirPath, this);
    }
  }

  static final class Deleting extends DeletingPathVisitorTest {
    @Override
    @BeforeEach
    public void beforeEachCreateTempDirs() throws IOException {
      tempDirPath = directory(managedTempDirPath, this);
    }
  }

  static final class Utils extends PathUtilsTest {
    @Override
    @BeforeEach
    public void beforeEachCreateTempDirs() throws IOException {
      tempDirPath = directory(managedTempDirPath, this);
    }
  }
}
