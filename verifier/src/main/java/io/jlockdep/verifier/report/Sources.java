package io.jlockdep.verifier.report;

import io.jlockdep.verifier.model.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the source of a class is. A stack has the name of the file and the package of the class;
 * which folder that package is in must be told.
 */
public final class Sources {
  /** No folder is known. */
  public static final Sources NONE = new Sources(List.of(), Path.of(""));

  private final List<Path> roots;
  private final Path base;

  /**
   * @param roots folders that hold the folder of a top-level package, such as {@code src/main/java}
   * @param base paths are told relative to it, where they are under it
   */
  public Sources(List<Path> roots, Path base) {
    this.roots = List.copyOf(roots);
    this.base = base.toAbsolutePath().normalize();
  }

  /** The file with the frame's source, relative to the base; empty if it is in no root. */
  Optional<String> find(Frame frame) {
    String name = packagePath(frame);
    for (Path root : name.isEmpty() ? List.<Path>of() : roots) {
      Path file = root.resolve(name).toAbsolutePath().normalize();
      if (file.startsWith(root.toAbsolutePath().normalize()) && Files.isRegularFile(file)) {
        return Optional.of(slashes(file.startsWith(base) ? base.relativize(file) : Path.of(name)));
      }
    }
    return Optional.empty();
  }

  /** The same, or the path under a root that is not known; empty if the frame names no file. */
  String pathOf(Frame frame) {
    return find(frame).orElseGet(() -> packagePath(frame));
  }

  /**
   * The same, but empty if roots are given and none has the file: it is a library's or the JDK's.
   */
  String pathIfOurs(Frame frame) {
    return roots.isEmpty() ? packagePath(frame) : find(frame).orElse("");
  }

  /**
   * The place to show: the innermost one with a source file in a root, else {@code site}.
   *
   * @param stack innermost first
   */
  Frame visible(Frame site, List<Frame> stack) {
    List<Frame> frames = new ArrayList<>(List.of(site));
    frames.addAll(stack);
    return frames.stream().filter(frame -> find(frame).isPresent()).findFirst().orElse(site);
  }

  private static String packagePath(Frame frame) {
    if (frame.file().isEmpty() || !frame.file().matches("[\\w$.-]+\\.\\w+")) {
      return "";
    }
    int dot = frame.className().lastIndexOf('.');
    String folder = dot < 0 ? "" : frame.className().substring(0, dot).replace('.', '/') + "/";
    return folder + frame.file();
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
