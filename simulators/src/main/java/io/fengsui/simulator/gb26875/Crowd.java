package io.fengsui.simulator.gb26875;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many transmitters on one thread. */
public final class Crowd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cable cable = new Cable("gb26875");
  private final Tally tally = new Tally();
  private final List<Transmitter> boxes = new ArrayList<>();

  private Crowd() {}

  /**
   * Connects one for each of the settings.
   *
   * @param perSecond how many begin to connect in a second
   * @throws IOException if not all are connected in time
   */
  public static Crowd open(List<Settings> all, InetSocketAddress centre, int perSecond)
      throws IOException, InterruptedException {
    var crowd = new Crowd();
    try {
      crowd.connect(all, centre, perSecond);
      return crowd;
    } catch (IOException | InterruptedException e) {
      crowd.close();
      throw e;
    }
  }

  /** In the order of their settings. */
  public List<Transmitter> boxes() {
    return List.copyOf(boxes);
  }

  /** What all of them counted. */
  public Tally tally() {
    return tally;
  }

  public long connected() {
    return boxes.stream().filter(Transmitter::connected).count();
  }

  @Override
  public void close() {
    boxes.forEach(Transmitter::close);
    cable.close();
  }

  private void connect(List<Settings> all, InetSocketAddress centre, int perSecond)
      throws IOException, InterruptedException {
    var opening = new ArrayList<CompletableFuture<Void>>();
    long start = System.nanoTime();
    for (var settings : all) {
      var box = new Transmitter(settings, centre, cable, InstantSource.system(), tally);
      boxes.add(box);
      long due = start + opening.size() * TimeUnit.SECONDS.toNanos(1) / perSecond;
      Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
      opening.add(box.open());
    }
    try {
      CompletableFuture.allOf(opening.toArray(CompletableFuture[]::new))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new IOException(
          "%d of %d transmitters are connected to %s after %s"
              .formatted(connected(), all.size(), centre, PATIENCE),
          e);
    }
  }
}
