package io.jlockdep.samplefs.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.jlockdep.samplefs.nio.SampleFileSystemProvider;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same calls on an image and on Google's jimfs: results and exceptions must be alike. Symbolic
 * links are left out: unlike Linux, jimfs does not create what a dangling one leads to.
 */
class JimfsOracleTest {
  private static final List<String> PATHS =
      List.of(
          "",
          "/",
          "a",
          "/a",
          "a/b",
          "/a/b/c",
          "..",
          ".",
          "../a",
          "/..",
          "/../a",
          "a/..",
          "a/../b",
          "./a",
          "a/.",
          "a//b",
          "/a/",
          "//",
          "a/./b",
          "/a/../../b",
          ".a",
          "a.b",
          "a/b/../../..");

  @TempDir Path host;
  private FileSystem ours;
  private FileSystem jimfs;

  @BeforeEach
  void open() throws IOException {
    ours =
        new SampleFileSystemProvider()
            .newFileSystem(host.resolve("image"), Map.of("create", 16L << 20));
    jimfs =
        Jimfs.newFileSystem(
            Configuration.unix().toBuilder()
                .setWorkingDirectory("/")
                .setAttributeViews("basic", "owner", "posix")
                .build());
  }

  @AfterEach
  void close() throws IOException {
    ours.close();
    jimfs.close();
  }

  private interface Call {
    Object on(FileSystem fileSystem) throws IOException;
  }

  /** What a call gives: text of the result, or the kind of the exception. */
  private static String outcome(FileSystem fileSystem, Call call) {
    try {
      return String.valueOf(call.on(fileSystem));
    } catch (IOException | RuntimeException e) {
      return kind(e);
    }
  }

  /** Where jimfs is not as the JDK's own filesystem, that one is right. */
  private void pathsAlike(String what, Call call) {
    assertThat(outcome(ours, call))
        .as(what)
        .isIn(outcome(jimfs, call), outcome(FileSystems.getDefault(), call));
  }

  /**
   * Linux says ENOTDIR on the way through a file, jimfs that there is nothing; and of errors that
   * have no type of their own each filesystem has another one.
   */
  private static String kind(Exception e) {
    if (e instanceof FileAlreadyExistsException || e instanceof DirectoryNotEmptyException) {
      return e.getClass().getSimpleName();
    } else if (e instanceof NoSuchFileException || e instanceof NotDirectoryException) {
      return "not found";
    }
    return e instanceof IOException ? "fails" : e.getClass().getSimpleName();
  }

  private void alike(String what, Call call) {
    assertThat(outcome(ours, call)).as(what).isEqualTo(outcome(jimfs, call));
  }

  @Test
  void pathsOfOneNameBehaveAlike() {
    for (String path : PATHS) {
      pathsAlike("text of " + path, fs -> fs.getPath(path));
      pathsAlike("normalize " + path, fs -> fs.getPath(path).normalize());
      alike("absolute " + path, fs -> fs.getPath(path).toAbsolutePath());
      pathsAlike("parent of " + path, fs -> fs.getPath(path).getParent());
      pathsAlike("root of " + path, fs -> fs.getPath(path).getRoot());
      pathsAlike("name of " + path, fs -> fs.getPath(path).getFileName());
      pathsAlike("names of " + path, fs -> fs.getPath(path).getNameCount());
      pathsAlike("first name of " + path, fs -> fs.getPath(path).getName(0));
      pathsAlike("tail of " + path, fs -> fs.getPath(path).subpath(1, 2));
      pathsAlike("hidden " + path, fs -> Files.isHidden(fs.getPath(path)));
    }
  }

  @Test
  void pairsOfPathsBehaveAlike() {
    for (String a : PATHS) {
      for (String b : PATHS) {
        pathsAlike(a + " resolve " + b, fs -> fs.getPath(a).resolve(b));
        pathsAlike(a + " sibling " + b, fs -> fs.getPath(a).resolveSibling(b));
        pathsAlike(a + " starts with " + b, fs -> fs.getPath(a).startsWith(b));
        pathsAlike(a + " ends with " + b, fs -> fs.getPath(a).endsWith(b));
        pathsAlike(a + " equals " + b, fs -> fs.getPath(a).equals(fs.getPath(b)));
        if (!a.contains(".") && !b.contains(".")) {
          // With dots JDKs and jimfs disagree among themselves.
          pathsAlike(a + " to " + b, fs -> fs.getPath(a).relativize(fs.getPath(b)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomChangesOfATreeBehaveAlike(long seed) throws IOException {
    Random random = new Random(seed);
    for (int step = 0; step < 1500; step++) {
      String a = path(random);
      String b = path(random);
      int kind = random.nextInt(12);
      Set<OpenOption> options = some(random, StandardOpenOption.values());
      options.remove(StandardOpenOption.DELETE_ON_CLOSE);
      options.remove(StandardOpenOption.SPARSE);
      if (options.contains(StandardOpenOption.APPEND)) {
        // Refused together; before or after the path is looked at.
        options.remove(StandardOpenOption.READ);
        options.remove(StandardOpenOption.TRUNCATE_EXISTING);
      }
      CopyOption[] how =
          random.nextBoolean()
              ? new CopyOption[] {StandardCopyOption.REPLACE_EXISTING}
              : new CopyOption[0];
      String when = "seed " + seed + ", step " + step + ", kind " + kind + ": " + a + " " + b;
      alike(when + " " + options, fs -> change(fs, kind, a, b, options, how));
      if (step % 10 == 0) {
        alike(when + ", tree", JimfsOracleTest::tree);
      }
    }
  }

  private static Set<OpenOption> some(Random random, StandardOpenOption... all) {
    Set<OpenOption> some = new LinkedHashSet<>();
    for (StandardOpenOption option : all) {
      if (random.nextInt(4) == 0) {
        some.add(option);
      }
    }
    return some;
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      path.append('/').append((char) ('a' + random.nextInt(3)));
    }
    return path.toString();
  }

  private static Object change(
      FileSystem fs, int kind, String a, String b, Set<OpenOption> options, CopyOption... how)
      throws IOException {
    Path path = fs.getPath(a);
    Path other = fs.getPath(b);
    switch (kind) {
      case 0, 1 -> Files.createDirectory(path);
      case 2, 3 -> Files.writeString(path, b);
      case 4 -> Files.delete(path);
      case 5 -> {
        // Of two things that are wrong each filesystem names another one.
        return Files.exists(other) ? Files.createLink(path, other) : "none";
      }
      case 6 -> {
        return Files.exists(path) && Files.exists(other) && Files.isSameFile(path, other);
      }
      case 7 -> Files.move(path, other, how);
      case 8 -> Files.copy(path, other, how);
      case 9 -> {
        try (var channel = Files.newByteChannel(path, options)) {
          return channel.size();
        }
      }
      case 10 -> {
        try (Stream<Path> entries = Files.list(path)) {
          return new TreeSet<>(entries.map(Path::toString).toList());
        }
      }
      default -> {
        return path.toRealPath();
      }
    }
    return "done";
  }

  private static Object tree(FileSystem fs) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> all = Files.walk(fs.getPath("/"))) {
      for (Path path : (Iterable<Path>) all.sorted()::iterator) {
        BasicFileAttributes a =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String line = path + (a.isDirectory() ? "/" : a.isSymbolicLink() ? "@" : " " + a.size());
        if (a.isRegularFile()) {
          line += " " + Files.readString(path);
        } else if (a.isSymbolicLink()) {
          line += " " + Files.readSymbolicLink(path);
        }
        lines.add(line);
      }
    }
    return lines;
  }
}
