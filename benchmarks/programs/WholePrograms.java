import com.sun.management.OperatingSystemMXBean;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * One real program under load: {@code WholePrograms h2|lucene|jetty}. Prints the processor time of
 * the whole process, its compiler's included, for one operation in nanoseconds, twice: in the first
 * rounds, which are warm-up, and in the last ones (the median). Start-up is not counted.
 */
public class WholePrograms {
  private static final int THREADS = 4;
  private static final int ROUNDS = 26;
  private static final int FIRST = 4;
  private static final int LAST = 9;

  /** Runs some of the program's work in one thread. */
  private interface Work {
    void run(int thread, Random random, int operations) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "h2" -> h2();
      case "lucene" -> lucene();
      case "jetty" -> jetty();
      default -> throw new IllegalArgumentException("h2, lucene or jetty, not " + args[0]);
    }
    System.exit(0);
  }

  private static void h2() throws Exception {
    String url = "jdbc:h2:mem:bank;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
    int accounts = 10_000;
    try (Connection setUp = DriverManager.getConnection(url);
        Statement statement = setUp.createStatement()) {
      statement.execute("create table account(id int primary key, amount bigint)");
      statement.execute("create table history(id identity, account int, amount bigint)");
      statement.execute("insert into account select x, 1000 from system_range(1, " + accounts + ")");
    }
    measure(
        "h2",
        100_000,
        (thread, random, operations) -> {
          try (Connection connection = DriverManager.getConnection(url);
              PreparedStatement select =
                  connection.prepareStatement("select amount from account where id = ?");
              PreparedStatement update =
                  connection.prepareStatement("update account set amount = amount + ? where id = ?");
              PreparedStatement insert =
                  connection.prepareStatement("insert into history(account, amount) values(?, ?)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < operations; i++) {
              int id = 1 + random.nextInt(accounts / THREADS) * THREADS % accounts;
              int account = Math.min(accounts, id + thread);
              select.setInt(1, account);
              try (ResultSet result = select.executeQuery()) {
                result.next();
              }
              update.setInt(1, 1);
              update.setInt(2, account);
              update.executeUpdate();
              insert.setInt(1, account);
              insert.setInt(2, 1);
              insert.executeUpdate();
              connection.commit();
            }
          }
        });
  }

  private static void lucene() throws Exception {
    IndexWriter writer =
        new IndexWriter(
            new ByteBuffersDirectory(),
            new IndexWriterConfig(new StandardAnalyzer()).setRAMBufferSizeMB(4));
    measure(
        "lucene",
        20_000,
        (thread, random, operations) -> {
          for (int i = 0; i < operations; i++) {
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 40; word++) {
              text.append("word").append(random.nextInt(5_000)).append(' ');
            }
            Document document = new Document();
            document.add(new StringField("id", thread + "-" + i, Field.Store.YES));
            document.add(new TextField("text", text.toString(), Field.Store.NO));
            writer.addDocument(document);
            if (i % 1_000 == 999) {
              writer.commit();
              DirectoryReader.open(writer).close();
            }
          }
        });
  }

  private static void jetty() throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("Content-Type", "application/json");
            Content.Sink.write(
                response, true, "{\"path\":\"" + request.getHttpURI().getPath() + "\"}", callback);
            return true;
          }
        });
    server.start();
    int port = connector.getLocalPort();
    measure(
        "jetty",
        50_000,
        (thread, random, operations) -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4096];
            byte[] request =
                ("GET /item/" + thread + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] end = "\"}".getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < operations; i++) {
              out.write(request);
              int length = 0;
              do {
                int got = in.read(buffer, length, buffer.length - length);
                if (got < 0) {
                  throw new IllegalStateException("the server has hung up");
                }
                length += got;
              } while (!ByteBuffer.wrap(buffer, length - 2, 2).equals(ByteBuffer.wrap(end)));
            }
          }
        });
  }

  private static void measure(String name, int operations, Work work) throws Exception {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] each = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      System.gc();
      long start = system.getProcessCpuTime();
      run(work, operations, round);
      each[round] = (system.getProcessCpuTime() - start) / (double) operations;
    }
    double first = Arrays.stream(each, 0, FIRST).average().orElseThrow();
    double[] last = Arrays.copyOfRange(each, ROUNDS - LAST, ROUNDS);
    Arrays.sort(last);
    System.out.printf("%s|%.0f|%.0f%n", name, first, last[LAST / 2]);
  }

  private static void run(Work work, int operations, int seed) throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run(number, new Random(seed * 31L + number), operations / THREADS);
                } catch (Throwable t) {
                  synchronized (failures) {
                    failures.add(t);
                  }
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.get(0));
    }
  }
}
