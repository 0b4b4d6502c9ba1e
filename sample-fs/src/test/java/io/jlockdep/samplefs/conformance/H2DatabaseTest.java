package io.jlockdep.samplefs.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jlockdep.samplefs.block.BlockDevice;
import io.jlockdep.samplefs.block.ImageFileDevice;
import io.jlockdep.samplefs.nio.SampleFileSystemProvider;
import io.jlockdep.samplefs.tree.ImageCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 with its database file in an image. */
class H2DatabaseTest {
  static final String URL = "jdbc:h2:image:/h2/db;DB_CLOSE_ON_EXIT=FALSE";
  private static final long SIZE = 64L << 20;
  private static final int THREADS = 4;
  private static final int ROWS = 300;

  @TempDir Path directory;

  static FileSystem mount(Path file) throws IOException {
    FileSystem image = new SampleFileSystemProvider().newFileSystem(file, Map.of("create", SIZE));
    ImageFilePath.register(image);
    return image;
  }

  @Test
  void aDatabaseInAnImageHasAllThatWasCommittedWhenItIsOpenedAgain() throws Exception {
    Path file = directory.resolve("image");
    List<String> script;
    try (FileSystem image = mount(file)) {
      Files.createDirectory(image.getPath("/h2"));
      try (Connection connection = DriverManager.getConnection(URL)) {
        fill(connection);
        script = script(connection);
        run(connection, "shutdown compact");
      }
    }
    assertThat(String.join("\n", script)).contains("'row 3-299");
    assertClean(file);
    try (FileSystem image = mount(file)) {
      try (Connection connection = DriverManager.getConnection(URL)) {
        assertThat(script(connection)).isEqualTo(script);
        check(connection);
        run(connection, "drop all objects delete files");
      }
      try (var files = Files.list(image.getPath("/h2"))) {
        assertThat(files).isEmpty();
      }
    }
    assertClean(file);
  }

  private static void fill(Connection connection) throws Exception {
    run(connection, "create table t(id int primary key, thread int, text varchar(200))");
    run(connection, "create table large(id int primary key, data blob)");
    run(connection, "create index i on t(text)");
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      running.add(
          pool.submit(
              () -> {
                insert(number);
                return null;
              }));
    }
    for (Future<?> one : running) {
      one.get();
    }
    pool.shutdown();
    try (PreparedStatement insert =
        connection.prepareStatement("insert into large values (1, ?)")) {
      insert.setBytes(1, new byte[300_000]);
      insert.executeUpdate();
    }
    connection.setAutoCommit(false);
    run(connection, "delete from t where id = 7");
    Savepoint savepoint = connection.setSavepoint();
    run(connection, "delete from t");
    connection.rollback(savepoint);
    connection.commit();
    run(connection, "update t set text = 'never'");
    connection.rollback();
    connection.setAutoCommit(true);
    run(connection, "checkpoint sync");
  }

  private static void insert(int thread) throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL);
        PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, thread * ROWS + i);
        insert.setInt(2, thread);
        insert.setString(3, "row " + thread + "-" + i + " ".repeat(i % 100) + "x");
        insert.executeUpdate();
        if (i % 20 == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
  }

  private static void check(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*), sum(id), (select length(data) from large) from t")) {
      row.next();
      int rows = THREADS * ROWS;
      assertThat(row.getInt(1)).isEqualTo(rows - 1);
      assertThat(row.getLong(2)).isEqualTo((long) rows * (rows - 1) / 2 - 7);
      assertThat(row.getInt(3)).isEqualTo(300_000);
    }
  }

  private static List<String> script(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("script")) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void whatWasSyncedOutlastsAKill() throws Exception {
    Path file = directory.resolve("image");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Inserting.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    int synced = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      StringBuilder all = new StringBuilder();
      while (synced < 20) {
        String line = lines.readLine();
        assertThat(line).as("ended early: " + all).isNotNull();
        all.append(line).append('\n');
        if (line.startsWith("synced ")) {
          synced = Integer.parseInt(line.substring("synced ".length()));
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertClean(file);
    try (FileSystem image = mount(file);
        Connection connection = DriverManager.getConnection(URL);
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("select count(*), max(id) from t")) {
        row.next();
        assertThat(row.getInt(1)).isGreaterThanOrEqualTo(synced * Inserting.BATCH);
        assertThat(row.getInt(2)).isEqualTo(row.getInt(1) - 1);
      }
      run(connection, "shutdown");
    }
    assertClean(file);
  }

  /** The program that is killed. */
  static final class Inserting {
    static final int BATCH = 25;

    public static void main(String[] arguments) throws Exception {
      FileSystem image = mount(Path.of(arguments[0]));
      Files.createDirectory(image.getPath("/h2"));
      Connection connection = DriverManager.getConnection(URL);
      run(connection, "create table t(id int primary key, text varchar(200))");
      connection.setAutoCommit(false);
      PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?)");
      for (int batch = 1; ; batch++) {
        for (int i = (batch - 1) * BATCH; i < batch * BATCH; i++) {
          insert.setInt(1, i);
          insert.setString(2, "row " + i);
          insert.executeUpdate();
        }
        connection.commit();
        run(connection, "checkpoint sync");
        System.out.println("synced " + batch);
      }
    }
  }

  private static void assertClean(Path file) throws IOException {
    try (BlockDevice device = ImageFileDevice.open(file)) {
      assertThat(ImageCheck.check(device).problems()).isEmpty();
    }
  }
}
