package io.fengsui.simulator.crash;

import io.fengsui.simulator.wire.Line;
import io.fengsui.simulator.wire.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A network namespace for devices and a pair of virtual interfaces between it and the hub: a cable
 * that can be cut. Needs root.
 */
final class Cable implements AutoCloseable, Route {
  private static final int CONNECTING = 8;

  private final String namespace;
  private final String hubAddress;
  private final int port;
  private final ExecutorService inside;
  private final Thread onExit = new Thread(this::remove);

  private Cable(String namespace, String hubAddress, int port) {
    this.namespace = namespace;
    this.hubAddress = hubAddress;
    this.port = port;
    var threads = Thread.ofPlatform().daemon().name("in-" + namespace, 0).factory();
    this.inside =
        Executors.newFixedThreadPool(
            CONNECTING, task -> threads.newThread(Namespace.entering(namespace, task)));
  }

  /**
   * Lays a cable.
   *
   * @param port of the hub's endpoint
   */
  static Cable lay(int port) throws IOException, InterruptedException {
    long pid = ProcessHandle.current().pid();
    String name = "fengsui-" + pid;
    String here = "fs%da".formatted(pid);
    String there = "fs%db".formatted(pid);
    String net = "10.213.%d.".formatted(pid % 250);
    var cable = new Cable(name, net + 1, port);
    Program.run("ip", "netns", "add", name);
    Runtime.getRuntime().addShutdownHook(cable.onExit);
    Program.run("ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", name);
    Program.run("ip", "addr", "add", net + "1/30", "dev", here);
    Program.run("ip", "link", "set", here, "up");
    Program.run("ip", "-n", name, "addr", "add", net + "2/30", "dev", there);
    Program.run("ip", "-n", name, "link", "set", "lo", "up");
    Program.run("ip", "-n", name, "link", "set", there, "up");
    return cable;
  }

  /** Cuts it. */
  Ongoing cut() throws IOException, InterruptedException {
    String there = "fs%db".formatted(ProcessHandle.current().pid());
    Program.run("ip", "-n", namespace, "link", "set", there, "down");
    return () -> Program.run("ip", "-n", namespace, "link", "set", there, "up");
  }

  /** A socket belongs to the namespace of the thread that made it, whoever uses it later. */
  @Override
  public Line open(Login login) throws IOException, InterruptedException {
    var opening =
        inside.submit(
            () -> Line.open(new InetSocketAddress(hubAddress, port), login, Route.PATIENCE));
    try {
      return opening.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    inside.shutdownNow();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException ending) {
      return; // the hook does it
    }
    remove();
  }

  private void remove() {
    try {
      Program.run("ip", "netns", "del", namespace);
    } catch (IOException e) {
      System.err.println("A network namespace stays: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
