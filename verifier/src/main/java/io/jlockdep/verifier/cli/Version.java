package io.jlockdep.verifier.cli;

import picocli.CommandLine;

/** What {@code --version} prints. */
final class Version implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "jlockdep "
          + (version == null ? "(not packaged)" : version)
          + ", recording format 1, Java "
          + System.getProperty("java.version")
    };
  }
}
