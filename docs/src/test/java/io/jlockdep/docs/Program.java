package io.jlockdep.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * A program of the corpus and what it says of itself in the comments at its top.
 *
 * <ul>
 *   <li>{@code // release: N}: compile for Java N (17 when left out);
 *   <li>{@code // hangs}: it deadlocks for real and has to be killed;
 *   <li>{@code // expect: CATEGORY SEVERITY GRADE | LOCK LOCK...}: a finding; all findings of
 *       severity error and warning must be listed, and none is the expectation of a program that
 *       lists none;
 *   <li>{@code // expect at trace: ...}: the same at level {@code trace}, if that tells more;
 *   <li>{@code // expect note: CATEGORY | LOCK LOCK...}: a note that must be there, others may be.
 * </ul>
 */
record Program(
    Path source,
    String name,
    int release,
    boolean hangs,
    Set<String> expected,
    Set<String> expectedAtTrace,
    Set<String> expectedNotes) {

  static Program read(Path source) throws IOException {
    int release = 17;
    boolean hangs = false;
    Set<String> expected = new TreeSet<>();
    Set<String> atTrace = new TreeSet<>();
    Set<String> notes = new TreeSet<>();
    for (String line : Files.readAllLines(source)) {
      if (!line.startsWith("//")) {
        break;
      }
      if (line.startsWith("// release: ")) {
        release = Integer.parseInt(line.substring("// release: ".length()).strip());
      } else if (line.equals("// hangs")) {
        hangs = true;
      } else if (line.startsWith("// expect: ")) {
        expected.add(canonical(line.substring("// expect: ".length())));
      } else if (line.startsWith("// expect at trace: ")) {
        atTrace.add(canonical(line.substring("// expect at trace: ".length())));
      } else if (line.startsWith("// expect note: ")) {
        notes.add(canonical(line.substring("// expect note: ".length())));
      }
    }
    String file = source.getFileName().toString();
    return new Program(
        source,
        file.substring(0, file.length() - ".java".length()),
        release,
        hangs,
        expected,
        atTrace.isEmpty() ? expected : atTrace,
        notes);
  }

  /** {@code category severity grade | locks} with the locks in alphabetical order. */
  static String canonical(String expectation) {
    String[] parts = expectation.split("\\|");
    String[] locks = parts[1].strip().split(" +");
    Arrays.sort(locks);
    return parts[0].strip() + " | " + String.join(" ", new TreeSet<>(Arrays.asList(locks)));
  }
}
