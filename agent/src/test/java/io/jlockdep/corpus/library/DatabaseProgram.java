package io.jlockdep.corpus.library;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Drives the H2 database, in memory and on disk, by several threads. */
public class DatabaseProgram {
  private static final int THREADS = 4;
  private static final int ROWS = 200;

  public static void main(String[] args) throws Exception {
    run("jdbc:h2:mem:test;DB_CLOSE_DELAY=-1");
    run("jdbc:h2:file:" + args[0]);
  }

  private static void run(String url) throws Exception {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute("create table item(id int primary key, owner int, text varchar(100))");
      statement.execute("create index item_owner on item(owner)");
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int owner = i;
        Thread thread = new Thread(() -> insert(url, owner));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      statement.execute("update item set text = upper(text) where mod(id, 3) = 0");
      print(statement, "select owner, count(*), min(text), max(text) from item group by owner");
      print(statement, "select x, x * x from system_range(1, 5) order by 2 desc");
      try {
        statement.execute("select nothing from nowhere");
      } catch (SQLException e) {
        System.out.println(e.getErrorCode() + " " + e.getSQLState());
      }
    }
  }

  private static Connection connect(String url) throws SQLException {
    return new org.h2.Driver().connect(url, new Properties());
  }

  private static void insert(String url, int owner) {
    try (Connection connection = connect(url);
        PreparedStatement insert =
            connection.prepareStatement("insert into item values(?, ?, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setInt(1, owner * ROWS + i);
        insert.setInt(2, owner);
        insert.setString(3, "row " + i);
        insert.execute();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          line.append(rows.getString(i)).append(' ');
        }
        System.out.println(line);
      }
    }
  }
}
