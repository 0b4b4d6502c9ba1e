package io.jlockdep.corpus.success;

import io.jlockdep.corpus.Expect;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Selector;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Calls that block under a lock, and the same without one. */
@Expect(
    covers = {
      "socket accept under a lock",
      "socket connect under a lock",
      "socket read under a lock",
      "file read under a lock",
      "Selector.select under a lock",
      "Thread.sleep under a lock"
    },
    blocking = {
      "sleep sleep",
      "socket accept",
      "socket connect",
      "socket read",
      "file read",
      "selector select"
    })
public class BlockingUnderLock {
  private final Object lock = new Object();

  public static void main(String[] args) throws Exception {
    BlockingUnderLock program = new BlockingUnderLock();
    Thread.sleep(1);
    synchronized (program.lock) {
      program.calls();
      program.sockets();
    }
    System.out.println("done");
  }

  private void calls() throws IOException, InterruptedException {
    Thread.sleep(1);
    TimeUnit.NANOSECONDS.sleep(1);
    File file = File.createTempFile("jlockdep", ".dat");
    try (FileInputStream stream = new FileInputStream(file)) {
      System.out.println(stream.read(new byte[1]));
    }
    try (FileChannel channel = FileChannel.open(file.toPath(), StandardOpenOption.READ)) {
      System.out.println(channel.read(ByteBuffer.allocate(1)));
    }
    try (Selector selector = Selector.open()) {
      System.out.println(selector.select(1));
    }
    System.out.println(file.delete());
  }

  private void sockets() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket()) {
      client.connect(server.getLocalSocketAddress());
      try (Socket accepted = server.accept()) {
        accepted.getOutputStream().write(7);
        InputStream in = client.getInputStream();
        System.out.println(in.read(new byte[4], 0, 4));
      }
    }
  }
}
