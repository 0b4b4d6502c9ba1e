package io.jlockdep.samplefs.nio;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFileSystemProviderTest {
  @TempDir Path directory;

  private URI image;
  private FileSystem fileSystem;

  @BeforeEach
  void mount() throws IOException {
    image = URI.create("samplefs:" + directory.resolve("image"));
    fileSystem = FileSystems.newFileSystem(image, Map.of("create", 16L << 20));
  }

  @AfterEach
  void unmount() throws IOException {
    fileSystem.close();
  }

  @Test
  void whatIsWrittenIsThereAfterARemount() throws IOException {
    Files.createDirectories(fileSystem.getPath("/a/b"));
    Files.writeString(fileSystem.getPath("/a/b/hello"), "hello, world");
    fileSystem.close();
    fileSystem = FileSystems.newFileSystem(image, Map.of());
    assertThat(Files.readString(Path.of(URI.create(image + "!/a/b/hello"))))
        .isEqualTo("hello, world");
    assertThat(Path.of(URI.create(image + "!/a/b")).toUri().toString()).endsWith("image!/a/b");
  }

  @Test
  void aChannelReadsAndWritesAtPositions() throws IOException {
    Path file = fileSystem.getPath("/channel");
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      assertThat(channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5000)).isEqualTo(3);
      assertThat(channel.size()).isEqualTo(5003);
      channel.force(true);
      ByteBuffer back = ByteBuffer.allocate(10);
      assertThat(channel.read(back, 4999)).isEqualTo(4);
      assertThat(back.array()).startsWith(0, 1, 2, 3);
      assertThat(channel.read(back.clear(), 5003)).isEqualTo(-1);
      assertThat(channel.truncate(10).size()).isEqualTo(10);
      channel.lock(0, 5, false);
      assertThatThrownBy(() -> channel.tryLock(4, 5, false))
          .isInstanceOf(OverlappingFileLockException.class);
      assertThat(channel.tryLock(5, 5, false).isValid()).isTrue();
    }
    Files.write(file, new byte[] {9}, APPEND);
    assertThat(Files.size(file)).isEqualTo(11);
  }

  @Test
  void errorsAreThoseOfJavaNioFile() throws IOException {
    Path made = Files.createDirectory(fileSystem.getPath("/d"));
    Path file = Files.createFile(made.resolve("f"));
    assertThatThrownBy(() -> Files.createFile(file)).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> Files.delete(made)).isInstanceOf(DirectoryNotEmptyException.class);
    assertThatThrownBy(() -> Files.readString(made.resolve("none")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("/d/none");
    assertThatThrownBy(() -> Files.move(made, made.resolve("within")))
        .hasMessageContaining("EINVAL");
  }

  @Test
  void aCopyOrMoveOntoItselfDoesNothing() throws IOException {
    Path made = Files.createDirectory(fileSystem.getPath("/d"));
    Path file = Files.writeString(made.resolve("f"), "text");
    Path other = Files.createLink(fileSystem.getPath("/other"), file);
    Files.copy(made, made);
    Files.copy(file, file);
    Files.copy(file, other);
    Files.move(file, file);
    Files.move(made, made);
    Files.move(file, other);
    assertThat(Files.readString(file)).isEqualTo("text");
    assertThat(Files.readString(other)).isEqualTo("text");
  }

  @Test
  void aMoveIntoItselfFailsAndDeletesNothing() throws IOException {
    Path made = Files.createDirectory(fileSystem.getPath("/d"));
    Path file = Files.writeString(made.resolve("f"), "text");
    assertThatThrownBy(() -> Files.move(made, file, StandardCopyOption.REPLACE_EXISTING))
        .hasMessageContaining("EINVAL");
    assertThat(Files.readString(file)).isEqualTo("text");
  }

  @Test
  void createMakesWhatADanglingLinkLeadsTo() throws IOException {
    Path made = Files.createDirectory(fileSystem.getPath("/d"));
    Path link = Files.createSymbolicLink(made.resolve("link"), fileSystem.getPath("next"));
    Files.createSymbolicLink(made.resolve("next"), fileSystem.getPath("/end"));
    Files.writeString(link, "text");
    assertThat(Files.readString(fileSystem.getPath("/end"))).isEqualTo("text");
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThatThrownBy(() -> Files.newByteChannel(link, CREATE_NEW, WRITE))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void aMoveReplacesAtomicallyAndAnOpenFileOutlivesItsName() throws IOException {
    Path one = Files.writeString(fileSystem.getPath("/one"), "1");
    Path two = Files.writeString(fileSystem.getPath("/two"), "22");
    try (FileChannel old = FileChannel.open(two, READ)) {
      Files.move(one, two, StandardCopyOption.ATOMIC_MOVE);
      assertThat(Files.readString(two)).isEqualTo("1");
      assertThat(Files.exists(one)).isFalse();
      assertThat(old.size()).isEqualTo(2);
    }
    Files.copy(two, one);
    assertThat(Files.readString(one)).isEqualTo("1");
    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
  }

  @Test
  void attributesAreReadAndSet() throws IOException {
    Path file =
        Files.createFile(
            fileSystem.getPath("/file"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1234));
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    assertThat(PosixFilePermissions.toString(attributes.permissions())).isEqualTo("rw-r-----");
    assertThat(attributes.lastModifiedTime().toMillis()).isEqualTo(1234);
    assertThat(Files.readAttributes(file, "posix:*")).containsKeys("owner", "size", "permissions");
    assertThat(Files.getAttribute(file, "size")).isEqualTo(0L);
  }

  @Test
  void linksLead() throws IOException {
    Path target =
        Files.writeString(Files.createDirectory(fileSystem.getPath("/t")).resolve("x"), "x");
    Path link = Files.createSymbolicLink(fileSystem.getPath("/link"), fileSystem.getPath("t"));
    assertThat(Files.readString(link.resolve("x"))).isEqualTo("x");
    assertThat(link.resolve("x").toRealPath()).isEqualTo(target);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    Path hard = Files.createLink(fileSystem.getPath("/hard"), target);
    assertThat(Files.isSameFile(hard, target)).isTrue();
    Files.delete(target);
    assertThat(Files.readString(hard)).isEqualTo("x");
  }

  @Test
  void aDirectoryStreamHasTheEntriesThatTheFilterAccepts() throws IOException {
    for (String name : List.of("b.txt", "a.txt", "c.bin")) {
      Files.createFile(fileSystem.getPath("/", name));
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(fileSystem.getPath("/"), "*.txt")) {
      stream.forEach(path -> names.add(path.toString()));
    }
    assertThat(names).containsExactly("/a.txt", "/b.txt");
  }

  @Test
  void pathsAreThoseOfUnix() {
    assertThat(path("/a/b/../c/./d").normalize()).isEqualTo(path("/a/c/d"));
    assertThat(path("/a/b").relativize(path("/a/c/d"))).isEqualTo(path("../c/d"));
    assertThat(path("/a").resolve("b/c")).isEqualTo(path("/a/b/c"));
    assertThat(path("/a").resolve("/b")).isEqualTo(path("/b"));
    assertThat(path("/a/b/c").startsWith(path("/a/b"))).isTrue();
    assertThat(path("/a/b/c").endsWith(path("b/c"))).isTrue();
    assertThat(path("/a/bc").startsWith(path("/a/b"))).isFalse();
    assertThat(path("a").getParent()).isNull();
    assertThat(path("/").getFileName()).isNull();
    assertThat(path("").resolve("x")).isEqualTo(path("x"));
    assertThat(path("/a/b").getParent()).isEqualTo(path("/a"));
    assertThat(path("/a/..").normalize()).isEqualTo(path("/"));
  }

  private Path path(String text) {
    return fileSystem.getPath(text);
  }

  /** The JDK's own filesystem throws the same; an exception of ours has no business out there. */
  @Test
  void aDirectoryCannotBeWrittenOrReadAsAFile() throws IOException {
    Path made = Files.createDirectory(fileSystem.getPath("/d"));
    assertIsDirectory(made, () -> Files.newByteChannel(made, WRITE));
    assertIsDirectory(made, () -> Files.newByteChannel(made, CREATE, WRITE));
    assertIsDirectory(made, () -> Files.newByteChannel(made, APPEND));
    assertIsDirectory(made, () -> Files.writeString(made, "x"));
    assertIsDirectory(made, () -> Files.readAllBytes(made));
  }

  private static void assertIsDirectory(Path path, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isExactlyInstanceOf(FileSystemException.class)
        .hasMessage(path + ": is a directory (EISDIR)");
  }

  @Test
  void aFullImageIsAnErrorWithThePathAndTheFileStaysWhatItWas() throws IOException {
    Path file = fileSystem.getPath("/full");
    byte[] piece = new byte[1 << 20];
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  channel.write(ByteBuffer.wrap(piece));
                }
              })
          .isExactlyInstanceOf(FileSystemException.class)
          .hasMessageStartingWith("/full: no space left on device (ENOSPC)");
    }
    assertThat(Files.readAllBytes(file)).containsOnly(0).hasSizeGreaterThan(1 << 20);
    Files.delete(file);
    Files.writeString(file, "there is room again");
  }
}
