package io.fengsui.simulator.target;

import io.fengsui.simulator.hub.HubApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A hub that runs as a child process, with its data in a folder of its own, in demo mode so that
 * its API token is known, and without drills, which would be alarms that nobody counts on. Ends
 * with {@link #close}, together with the database server that it started.
 */
public final class HubProcess implements AutoCloseable {
  private static final String TOKEN = "bench-token-for-a-hub-on-loopback-only-0000";
  private static final List<String> NO_DRILLS = List.of("--fengsui.drill.at=off");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Process process;
  private final LastLines output;
  private final Path data;
  private final int portOffset;
  private final HubApi api;
  private final Thread onExit = new Thread(this::end);

  private HubProcess(Process process, LastLines output, Path data, int portOffset) {
    this.process = process;
    this.output = output;
    this.data = data;
    this.portOffset = portOffset;
    this.api = new HubApi(URI.create("http://127.0.0.1:" + (Ports.HTTP + portOffset)), TOKEN);
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Starts a hub and waits until it is ready.
   *
   * @param settings further settings, for instance {@code --fengsui.rules.file=…}
   * @throws IOException if it ends or is not ready in time; says its last lines
   */
  public static HubProcess start(
      HubCommand command, Path data, int portOffset, List<String> settings)
      throws IOException, InterruptedException {
    return start(command, data, portOffset, settings, Launch.PLAIN);
  }

  /** The same, under something that watches or deceives it. */
  public static HubProcess start(
      HubCommand command, Path data, int portOffset, List<String> settings, Launch launch)
      throws IOException, InterruptedException {
    Files.createDirectories(data);
    var all = new ArrayList<>(NO_DRILLS);
    all.addAll(settings);
    var builder = new ProcessBuilder(launch.words(command.on(data, portOffset, all)));
    builder.redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    builder
        .environment()
        .putAll(Map.of("FENGSUI_DEMO", "true", "FENGSUI_DEMO_TOKEN", TOKEN, "FENGSUI_LANG", "en"));
    var process = builder.start();
    process.getOutputStream().close();
    var hub = owned(process, data, portOffset);
    try {
      hub.awaitReady();
    } catch (IOException | InterruptedException e) {
      hub.close();
      throw e;
    }
    return hub;
  }

  /** A process that nobody would end is ended at once. */
  private static HubProcess owned(Process process, Path data, int portOffset) throws IOException {
    try {
      return new HubProcess(process, LastLines.of(process.getInputStream()), data, portOffset);
    } catch (IllegalStateException e) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("no hub is started any more: this program is ending", e);
    }
  }

  /** Signed calls of its API. */
  public HubApi api() {
    return api;
  }

  /** Where devices connect. */
  public InetSocketAddress mqtt() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.MQTT + portOffset);
  }

  /** A read-only look into its database. */
  public HubDatabase database() throws IOException {
    return new HubDatabase(data);
  }

  /** The hub's own process. */
  public ProcessHandle jvm() {
    return Processes.program(process.pid(), "java").orElseGet(process::toHandle);
  }

  /** The hub and all that it has started. */
  public Set<Long> pids() throws IOException {
    var pids = new LinkedHashSet<>(Processes.tree(process.pid()));
    postmaster().ifPresent(pid -> pids.addAll(Processes.tree(pid)));
    return pids;
  }

  /** The database server's process, if the hub runs one. */
  public OptionalLong postmaster() throws IOException {
    return postmaster(data);
  }

  private static OptionalLong postmaster(Path data) throws IOException {
    var file = HubDatabase.pidFile(data);
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    long pid = firstNumber(file);
    boolean ours =
        ProcessHandle.of(pid).flatMap(each -> each.info().command()).stream()
            .anyMatch(command -> command.endsWith("/postgres"));
    return ours ? OptionalLong.of(pid) : OptionalLong.empty();
  }

  /** All processes of its database server; none if it runs none. */
  public Set<Long> databasePids() throws IOException {
    var server = postmaster();
    return server.isPresent() ? Processes.tree(server.getAsLong()) : Set.of();
  }

  /** Kills its database server and nothing else. */
  public void killDatabase() throws IOException {
    databasePids().forEach(HubProcess::kill);
  }

  /** Its last lines. */
  public String lastWords() {
    return output.text();
  }

  /** Ends the hub at once; its database server lives on unless it is to end too. */
  public void kill(boolean databaseToo) throws IOException, InterruptedException {
    var jvm = jvm();
    var servers = databaseToo ? databasePids() : Set.<Long>of();
    jvm.destroyForcibly();
    servers.forEach(HubProcess::kill);
    long end = System.nanoTime() + STOP.toNanos();
    while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
      if (databaseToo) { // a server that was just being started is in no file yet
        Processes.tracedBy(process.pid()).forEach(HubProcess::kill);
      }
      if (System.nanoTime() > end) {
        throw new IOException("the hub did not end when killed");
      }
    }
    forget();
  }

  /** Asks the hub to stop and waits; insists after a while. */
  @Override
  public void close() {
    forget();
    end();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // the JVM is ending: the hook itself does the work
      return;
    }
    api.close();
  }

  private void end() {
    try {
      Signals.proceed(pids());
      var jvm = jvm();
      jvm.destroy();
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        jvm.destroyForcibly();
        process.destroyForcibly().waitFor();
      }
      endDatabase(data);
    } catch (IOException e) {
      System.err.println("The hub may still run: " + e.getMessage());
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** The process id in a file that may be on its way out. */
  private static long firstNumber(Path file) throws IOException {
    try {
      return Long.parseLong(Files.readAllLines(file).getFirst().strip());
    } catch (NoSuchFileException | NoSuchElementException | NumberFormatException gone) {
      return -1;
    }
  }

  /** Ends the database server that a hub which was killed left behind, if there is one. */
  public static void endDatabase(Path data) throws IOException, InterruptedException {
    var server = postmaster(data);
    if (server.isEmpty()) {
      return;
    }
    Signals.proceed(Processes.tree(server.getAsLong()));
    ProcessHandle.of(server.getAsLong()).ifPresent(HubProcess::insist);
  }

  private static void insist(ProcessHandle server) {
    server.destroy();
    try {
      server.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      server.destroyForcibly();
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IOException("the hub ended:\n" + output.text());
      }
      try {
        api.text("/actuator/health/readiness");
        return;
      } catch (IOException notYet) {
        Thread.sleep(25);
      }
    }
    throw new IOException("the hub was not ready after " + PATIENCE + ":\n" + output.text());
  }
}
