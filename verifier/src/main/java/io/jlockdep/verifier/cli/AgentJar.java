package io.jlockdep.verifier.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the agent is. */
final class AgentJar {
  private static final String NAME = "jlockdep-agent.jar";

  private AgentJar() {}

  /**
   * The file of {@code --agent}, else the one beside this program's jar.
   *
   * @throws UsageException if there is none
   */
  static Path find(@Nullable Path given) throws UsageException {
    if (given != null) {
      if (!Files.isRegularFile(given)) {
        throw new UsageException(given + ": no such file; --agent takes " + NAME);
      }
      return given.toAbsolutePath().normalize();
    }
    return beside()
        .orElseThrow(
            () ->
                new UsageException(
                    NAME + " is not beside jlockdep.jar; say where it is with --agent FILE"));
  }

  /** The one beside this program's jar, if it is there. */
  static Optional<Path> beside() {
    CodeSource source = AgentJar.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      Path here = Path.of(source.getLocation().toURI());
      return Optional.of(here.resolveSibling(NAME)).filter(Files::isRegularFile);
    } catch (URISyntaxException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
