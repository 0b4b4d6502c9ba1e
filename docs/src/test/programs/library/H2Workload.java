// A database in a file, several connections in several threads; prints the same on every run.
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

public class H2Workload {
  private static final int THREADS = 4;
  private static final int ROWS = 200;

  public static void main(String[] args) throws Exception {
    Path dir = Files.createTempDirectory("h2");
    String url = "jdbc:h2:file:" + dir.resolve("db") + ";DB_CLOSE_ON_EXIT=FALSE";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table t(id int primary key, thread int, text varchar(100))");
      statement.execute("create index i on t(text)");
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        threads.add(new Thread(() -> insert(url, thread)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      try (ResultSet rows =
          statement.executeQuery("select thread, count(*), sum(id), min(text), max(text) from t group by thread order by thread")) {
        while (rows.next()) {
          System.out.println(
              rows.getInt(1) + " " + rows.getInt(2) + " " + rows.getLong(3) + " " + rows.getString(4) + " " + rows.getString(5));
        }
      }
      statement.execute("checkpoint sync");
      statement.execute("shutdown");
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from t")) {
      rows.next();
      System.out.println("reopened " + rows.getInt(1));
      statement.execute("drop all objects delete files");
    }
  }

  private static void insert(String url, int thread) {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?, ?)")) {
      connection.setAutoCommit(false);
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, thread * ROWS + i);
        insert.setInt(2, thread);
        insert.setString(3, "row " + thread + "-" + i);
        insert.executeUpdate();
        if (i % 20 == 0) {
          connection.commit();
        }
      }
      connection.commit();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
