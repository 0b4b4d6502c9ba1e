package io.jlockdep.samplefs.nio;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/** One copy or move of a file, a link or an empty directory. */
final class Transfer {
  private final SampleFileSystemProvider provider;
  private final SamplePath source;
  private final SamplePath target;
  private final List<CopyOption> how;

  Transfer(SampleFileSystemProvider provider, Path source, Path target, List<CopyOption> how) {
    this.provider = provider;
    this.source = SamplePath.of(source);
    this.target = SamplePath.of(target);
    this.how = how;
  }

  void copy() throws IOException {
    boolean follow = !how.contains(LinkOption.NOFOLLOW_LINKS);
    SampleAttributes attributes = AttributeView.of(source, follow);
    if (isOntoItself(attributes)) {
      return;
    }
    makeRoom();
    if (attributes.isDirectory()) {
      provider.createDirectory(target);
    } else if (attributes.isSymbolicLink()) {
      provider.createSymbolicLink(target, provider.readSymbolicLink(source));
    } else {
      copyContents();
    }
    if (how.contains(StandardCopyOption.COPY_ATTRIBUTES)) {
      AttributeView view = new AttributeView(target, false, "posix");
      view.setPermissions(attributes.permissions());
      view.setTimes(attributes.lastModifiedTime(), null, attributes.creationTime());
    }
  }

  private void copyContents() throws IOException {
    try (FileChannel in = provider.newFileChannel(source, Set.of(StandardOpenOption.READ));
        FileChannel out =
            provider.newFileChannel(
                target, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW))) {
      in.transferTo(0, Long.MAX_VALUE, out);
    }
  }

  /** Whether both paths name one file, or one link: then there is nothing to do. */
  private boolean isOntoItself(SampleAttributes of) throws IOException {
    try {
      return source.image() == target.image()
          && of.stat().inode() == AttributeView.of(target, false).stat().inode();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void makeRoom() throws IOException {
    try {
      AttributeView.of(target, false);
    } catch (NoSuchFileException e) {
      return;
    }
    if (!how.contains(StandardCopyOption.REPLACE_EXISTING)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    provider.delete(target);
  }

  void move() throws IOException {
    if (source.image() != target.image()) {
      copy();
      provider.delete(source);
      return;
    }
    boolean atomic = how.contains(StandardCopyOption.ATOMIC_MOVE);
    boolean replace = atomic || how.contains(StandardCopyOption.REPLACE_EXISTING);
    if (isOntoItself(AttributeView.of(source, false))) {
      return;
    }
    if (replace && !atomic) {
      makeRoomForMove();
    }
    NioErrors.run(
        target, () -> source.image().mounted().rename(source.text(), target.text(), replace));
  }

  /**
   * A rename replaces only its like; REPLACE_EXISTING a file by a directory too. Nothing is deleted
   * for a move of a directory into itself, which must fail.
   */
  private void makeRoomForMove() throws IOException {
    try {
      if (AttributeView.of(source, false).isDirectory()
              != AttributeView.of(target, false).isDirectory()
          && !target
              .toRealPath(LinkOption.NOFOLLOW_LINKS)
              .startsWith(source.toRealPath(LinkOption.NOFOLLOW_LINKS))) {
        provider.delete(target);
      }
    } catch (NoSuchFileException e) {
      return; // nothing to replace
    }
  }
}
