package io.jlockdep.samplefs.nio;

import io.jlockdep.samplefs.tree.InodeItem;
import java.io.IOException;
import java.nio.file.ProviderMismatchException;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The attributes of one path, to be read and changed. */
record AttributeView(SamplePath path, boolean follow, String name)
    implements PosixFileAttributeView {
  /** All attributes of a path. */
  static SampleAttributes of(SamplePath path, boolean follow) throws IOException {
    return new AttributeView(path, follow, "posix").readAttributes();
  }

  @Override
  public SampleAttributes readAttributes() throws IOException {
    return NioErrors.translated(
        path,
        () -> new SampleAttributes(path.image(), path.image().mounted().stat(path.text(), follow)));
  }

  private void change(UnaryOperator<InodeItem> change) throws IOException {
    NioErrors.translated(
        path,
        () -> {
          path.image().mounted().setAttributes(path.text(), follow, change);
          return 0;
        });
  }

  private static long nanos(@Nullable FileTime time, long otherwise) {
    return time == null ? otherwise : time.to(TimeUnit.NANOSECONDS);
  }

  @Override
  public void setTimes(
      @Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
      throws IOException {
    change(
        i ->
            new InodeItem(
                i.type(),
                i.mode(),
                i.links(),
                i.owner(),
                i.group(),
                i.size(),
                i.noCow(),
                nanos(modified, i.modified()),
                i.changed(),
                nanos(created, i.created())));
  }

  private void set(int mode, int owner, int group, boolean[] which) throws IOException {
    change(
        i ->
            new InodeItem(
                i.type(),
                which[0] ? mode : i.mode(),
                i.links(),
                which[1] ? owner : i.owner(),
                which[2] ? group : i.group(),
                i.size(),
                i.noCow(),
                i.modified(),
                i.changed(),
                i.created()));
  }

  @Override
  public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
    set(SampleAttributes.modeOf(permissions), 0, 0, new boolean[] {true, false, false});
  }

  @Override
  public void setGroup(GroupPrincipal group) throws IOException {
    set(0, 0, id(group), new boolean[] {false, false, true});
  }

  @Override
  public UserPrincipal getOwner() throws IOException {
    return readAttributes().owner();
  }

  @Override
  public void setOwner(UserPrincipal owner) throws IOException {
    set(0, id(owner), 0, new boolean[] {false, true, false});
  }

  private static int id(UserPrincipal principal) {
    if (principal instanceof SampleAttributes.Principal ours) {
      return ours.id();
    }
    throw new ProviderMismatchException(principal.getName() + " is no user of an image");
  }
}
