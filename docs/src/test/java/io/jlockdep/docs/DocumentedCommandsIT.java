package io.jlockdep.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command that stands in a block of the documents is run: here, in a folder that has the
 * files which they name, or by another test, or by a person, and then it is said why. Commands of
 * the tutorials are run by {@link TutorialsIT}.
 */
class DocumentedCommandsIT {
  private static final Jdk JDK = Jdk.all().get(0);

  /** Begins a command, after variables and {@code time}. */
  private static final Pattern BEGIN =
      Pattern.compile(
          "(?:[A-Z_]+=\\S+ |time )*(?:\\./|jlockdep |java |benchmarks/|docs/|integrations/|export |source ).*");

  private static final String BY_HAND = "by hand: ";

  /** Commands (how they begin) that are not run here, and who runs them. */
  private static final Map<String, String> ELSEWHERE = new LinkedHashMap<>();

  static {
    ELSEWHERE.put("./demo", "DemoIT");
    ELSEWHERE.put("./mvnw verify", "it is what runs this test");
    ELSEWHERE.put("./mvnw -DskipTests package", "a part of what runs this test");
    ELSEWHERE.put("./mvnw -pl agent verify -Dit.test=CorpusIT", "a part of what runs this test");
    ELSEWHERE.put("JLOCKDEP_CORPUS=", "a part of CorpusIT");
    ELSEWHERE.put("./mvnw -pl agent test -Dtest=CoverageTableTest", BY_HAND + "it writes a page");
    ELSEWHERE.put("./mvnw -pl verifier test", "a part of what runs this test");
    ELSEWHERE.put("./mvnw -pl verifier -Ppit", BY_HAND + "tens of minutes");
    ELSEWHERE.put("benchmarks/", BY_HAND + "it measures, for minutes");
    ELSEWHERE.put("java -jar benchmarks/", BY_HAND + "it measures, for minutes");
    ELSEWHERE.put(
        "java -javaagent:agent/target/jlockdep-agent.jar=out=held.jfr",
        BY_HAND + "it measures, for minutes");
    ELSEWHERE.put("time java", BY_HAND + "it reads what was made for minutes");
    ELSEWHERE.put("java -cp benchmarks/", BY_HAND + "it makes a large trace");
    ELSEWHERE.put("docs/make-formats", "FormatsIT");
    ELSEWHERE.put("docs/make-screenshots", BY_HAND + "it writes the pictures, in a browser");
    ELSEWHERE.put("integrations/gradle-recipe", BY_HAND + "it needs Gradle");
    ELSEWHERE.put("integrations/check-workflows", BY_HAND + "it needs npm");
    ELSEWHERE.put("jlockdep run --spec locks.yaml", "CommandsIT, with a command that is shorter");
    ELSEWHERE.put(
        "java -jar sample-fs/target/sample-fs.jar crash-check", "CrashCheckTest, shorter");
    ELSEWHERE.put("java -jar sample-fs.jar crash-check", "CrashCheckTest, shorter");
    ELSEWHERE.put("java -jar sample-fs.jar run --era E2020_IOMAP", "DemoIT; it hangs for ever");
    ELSEWHERE.put(
        "java -jar sample-fs/target/sample-fs.jar speed", BY_HAND + "it measures, for minutes");
    ELSEWHERE.put("java -jar sample-fs.jar speed", BY_HAND + "it measures, for minutes");
    ELSEWHERE.put("java -jar sample-fs.jar exercise", "ExerciserTest, with fewer operations");
    ELSEWHERE.put("export JLOCKDEP=", "TutorialsIT");
    ELSEWHERE.put("jlockdep flame", "TutorialsIT");
  }

  /** What ends with another exit code than 0. */
  private static final Map<String, Integer> EXITS =
      Map.of(
          "jlockdep run", 1,
          "jlockdep verify app.jfr", 1,
          "jlockdep verify target/recordings", 1,
          "jlockdep verify /path/recordings", 1,
          "jlockdep verify --format github", 1,
          "jlockdep verify --report html", 1,
          "java -jar verifier/target/jlockdep.jar verify /tmp/row.jfr", 1,
          "java -jar sample-fs.jar scenario dsync-extend", 3);

  @TempDir Path dir;

  private record Command(String page, String text) {}

  @Test
  void everyCommandInTheDocumentsIsRun() throws Exception {
    Path files = prepared();
    Set<String> used = new HashSet<>();
    Map<String, List<Command>> here = new LinkedHashMap<>();
    for (Command command : commands()) {
      Optional<String> elsewhere =
          ELSEWHERE.keySet().stream().filter(command.text()::startsWith).findFirst();
      if (elsewhere.isPresent()) {
        used.add(elsewhere.get());
        theScriptIsThere(command);
      } else {
        here.computeIfAbsent(command.page(), page -> new ArrayList<>()).add(command);
      }
    }
    assertThat(ELSEWHERE.keySet()).as("no longer in the documents").isSubsetOf(used);
    assertThat(here.values().stream().mapToInt(List::size).sum()).isGreaterThan(12);
    // The commands of a page follow one another; the pages have nothing to do with one another.
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      for (Future<Void> page : two.invokeAll(inFolders(here.values(), files))) {
        page.get();
      }
    } finally {
      two.shutdownNow();
    }
  }

  /** A folder for each page. */
  private List<Callable<Void>> inFolders(Collection<List<Command>> pages, Path files)
      throws Exception {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (List<Command> commands : pages) {
      Path folder = dir.resolve("page-" + tasks.size());
      Run copy = Run.of(dir, List.of("cp", "-a", files.toString(), folder.toString()));
      assertThat(copy.exit()).as(copy.err()).isZero();
      tasks.add(inOrder(commands, folder));
    }
    return tasks;
  }

  private static Callable<Void> inOrder(List<Command> commands, Path folder) {
    return () -> {
      for (Command command : commands) {
        Run done = bash(command.text(), folder);
        assertThat(done.exit())
            .as(command.page() + ": " + command.text() + "\n" + done.out() + done.err())
            .isEqualTo(
                EXITS.entrySet().stream()
                    .filter(each -> command.text().startsWith(each.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(0));
      }
      return null;
    };
  }

  /** Of what is run by hand: that it exists, and knows the options that the page gives it. */
  private static void theScriptIsThere(Command command) throws IOException {
    Matcher script =
        Pattern.compile("((?:\\./|benchmarks/|docs/|integrations/)[a-z-]+)(?: (.*))?")
            .matcher(command.text());
    if (!script.matches() || script.group(1).equals("./mvnw")) {
      return;
    }
    Path file = Dist.ROOT.resolve(script.group(1));
    assertThat(file).as(command.page() + ": " + command.text()).isExecutable();
    String text = Files.readString(file);
    Matcher option =
        Pattern.compile("--[a-z-]+").matcher(Optional.ofNullable(script.group(2)).orElse(""));
    while (option.find()) {
      assertThat(text).as(command.text()).contains(option.group());
    }
  }

  /** In blocks: indented ones, and fenced ones that are for a shell (but for the tutorials'). */
  private static List<Command> commands() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (Path page : pages()) {
      String fence = "";
      StringBuilder text = new StringBuilder();
      for (String line : Files.readAllLines(page)) {
        Matcher mark = Pattern.compile("(`{3,})(\\w*)").matcher(line);
        if (mark.matches() && (fence.isEmpty() || line.equals(fence))) {
          fence = fence.isEmpty() ? mark.group(1) : "";
          assertThat(mark.group(2))
              .as(page + ": TutorialsIT knows such blocks")
              .isNotIn("sh", "bash");
          continue;
        }
        String bare = line.strip().replaceAll(" {2,}#.*", "").replaceAll(" # .*", "");
        boolean begins = line.startsWith("    ") && BEGIN.matcher(bare).matches();
        if (!fence.isEmpty() || text.isEmpty() && !begins) {
          continue;
        }
        text.append(bare.endsWith("\\") ? bare.substring(0, bare.length() - 1) : bare);
        if (!bare.endsWith("\\")) {
          commands.add(new Command(Dist.ROOT.relativize(page).toString(), text.toString()));
          text.setLength(0);
        }
      }
    }
    return commands;
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Dist.ROOT.resolve("README.md")));
    try (Stream<Path> files = Files.list(Dist.ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    pages.add(Dist.ROOT.resolve("docs/tutorials/README.md"));
    pages.add(Dist.ROOT.resolve("sample-fs/README.md"));
    return pages;
  }

  private static Run bash(String command, Path dir) throws Exception {
    String here =
        command
            .replaceAll("(?<=[ =])/(path|tmp)/", Matcher.quoteReplacement(dir + "/") + "$1/")
            .replace("--timeout 5", "--timeout 1");
    return Run.of(
        dir,
        List.of(
            "env",
            "JAVA_HOME=" + JDK.home(),
            "JLOCKDEP_JAVA_OPTS=-XX:TieredStopAtLevel=1",
            "PATH=" + dir + "/bin:" + JDK.home() + "/bin:" + System.getenv("PATH"),
            "bash",
            "-c",
            "java() { command java -XX:TieredStopAtLevel=1 \"$@\"; }; " + here));
  }

  /** A folder with the files that the commands name. */
  private Path prepared() throws Exception {
    Path dir = this.dir.resolve("files");
    for (String folder :
        List.of("bin", "lib", "tmp", "path/recordings", "target/recordings", "classes")) {
      Files.createDirectories(dir.resolve(folder));
    }
    for (String folder : List.of("app/src/main/java", "lib/src/main/java")) {
      Files.createDirectories(dir.resolve(folder));
    }
    Files.createDirectories(dir.resolve("docs"));
    for (String module : List.of("agent", "verifier", "sample-fs", "docs/specs")) {
      Files.createSymbolicLink(dir.resolve(module), Dist.ROOT.resolve(module));
    }
    Files.copy(
        Dist.ROOT.resolve("docs/src/main/distribution/bin/jlockdep"), dir.resolve("bin/jlockdep"));
    assertThat(dir.resolve("bin/jlockdep").toFile().setExecutable(true)).isTrue();
    Files.copy(Dist.VERIFIER, dir.resolve("lib/jlockdep.jar"));
    Files.copy(Dist.AGENT, dir.resolve("lib/jlockdep-agent.jar"));
    Files.createSymbolicLink(dir.resolve("jlockdep-agent.jar"), Dist.AGENT);
    Files.createSymbolicLink(dir.resolve("sample-fs.jar"), Dist.SAMPLE_FS);
    Path program = Dist.ROOT.resolve("docs/src/test/programs/fail/MonitorInversion.java");
    for (List<String> each :
        List.of(
            List.of(JDK.javac().toString(), "-d", "classes", program.toString()),
            List.of(
                JDK.home().resolve("bin/jar").toString(),
                "cfe",
                "your-app.jar",
                "MonitorInversion",
                "-C",
                "classes",
                "."),
            Dist.underAgent(JDK, "out=target/recordings/one.jfr", "-jar", "your-app.jar"))) {
      Run run = Run.of(dir, each);
      assertThat(run.exit()).as(run.err()).isZero();
    }
    Files.copy(dir.resolve("target/recordings/one.jfr"), dir.resolve("path/recordings/one.jfr"));
    Files.copy(dir.resolve("your-app.jar"), dir.resolve("app.jar"));
    return dir;
  }
}
