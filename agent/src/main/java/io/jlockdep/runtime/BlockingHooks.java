package io.jlockdep.runtime;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Calls that block and are no waits for an event of this program. */
public final class BlockingHooks {
  private BlockingHooks() {}

  @Replaces(value = Thread.class, isStatic = true)
  public static void sleep(long millis, int site) throws InterruptedException {
    long start = BlockingCalls.begin();
    try {
      Thread.sleep(millis);
    } finally {
      BlockingCalls.end(start, "sleep", "sleep", site);
    }
  }

  @Replaces(value = Thread.class, isStatic = true)
  public static void sleep(long millis, int nanos, int site) throws InterruptedException {
    long start = BlockingCalls.begin();
    try {
      Thread.sleep(millis, nanos);
    } finally {
      BlockingCalls.end(start, "sleep", "sleep", site);
    }
  }

  @Replaces(value = Thread.class, isStatic = true)
  public static void sleep(Duration duration, int site) throws InterruptedException {
    long start = BlockingCalls.begin();
    try {
      NewThreads.sleep(duration);
    } finally {
      BlockingCalls.end(start, "sleep", "sleep", site);
    }
  }

  @Replaces(TimeUnit.class)
  public static void sleep(TimeUnit unit, long time, int site) throws InterruptedException {
    long start = BlockingCalls.begin();
    try {
      unit.sleep(time);
    } finally {
      BlockingCalls.end(start, "sleep", "sleep", site);
    }
  }

  @Replaces(Selector.class)
  public static int select(Selector selector, int site) throws IOException {
    long start = BlockingCalls.begin();
    try {
      return selector.select();
    } finally {
      BlockingCalls.end(start, "selector", "select", site);
    }
  }

  @Replaces(Selector.class)
  public static int select(Selector selector, long millis, int site) throws IOException {
    long start = BlockingCalls.begin();
    try {
      return selector.select(millis);
    } finally {
      BlockingCalls.end(start, "selector", "select", site);
    }
  }

  @Replaces(Selector.class)
  public static int select(Selector selector, Consumer<SelectionKey> action, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      return selector.select(action);
    } finally {
      BlockingCalls.end(start, "selector", "select", site);
    }
  }

  @Replaces(Selector.class)
  public static int select(Selector selector, Consumer<SelectionKey> action, long millis, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      return selector.select(action, millis);
    } finally {
      BlockingCalls.end(start, "selector", "select", site);
    }
  }

  @Replaces(Socket.class)
  public static void connect(Socket socket, SocketAddress address, int site) throws IOException {
    long start = BlockingCalls.begin();
    try {
      socket.connect(address);
    } finally {
      BlockingCalls.end(start, "socket", "connect", site);
    }
  }

  @Replaces(Socket.class)
  public static void connect(Socket socket, SocketAddress address, int millis, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      socket.connect(address, millis);
    } finally {
      BlockingCalls.end(start, "socket", "connect", site);
    }
  }

  @Replaces(ServerSocket.class)
  public static Socket accept(ServerSocket socket, int site) throws IOException {
    long start = BlockingCalls.begin();
    try {
      return socket.accept();
    } finally {
      BlockingCalls.end(start, "socket", "accept", site);
    }
  }

  @Replaces(DatagramSocket.class)
  public static void receive(DatagramSocket socket, DatagramPacket packet, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      socket.receive(packet);
    } finally {
      BlockingCalls.end(start, "socket", "receive", site);
    }
  }

  @Replaces(SocketChannel.class)
  public static boolean connect(SocketChannel channel, SocketAddress address, int site)
      throws IOException {
    long start = BlockingCalls.begin();
    try {
      return channel.connect(address);
    } finally {
      BlockingCalls.end(start, "socket", "connect", site);
    }
  }

  @Replaces(ServerSocketChannel.class)
  public static SocketChannel accept(ServerSocketChannel channel, int site) throws IOException {
    long start = BlockingCalls.begin();
    try {
      return channel.accept();
    } finally {
      BlockingCalls.end(start, "socket", "accept", site);
    }
  }
}
