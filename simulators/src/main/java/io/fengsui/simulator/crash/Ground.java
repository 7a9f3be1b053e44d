package io.fengsui.simulator.crash;

import io.fengsui.simulator.target.Launch;
import io.fengsui.simulator.target.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a campaign takes place: what its faults need besides the hub. */
final class Ground implements AutoCloseable {
  private static final String RULES =
      """
      rules:
        flip:
          title: { zh: 烟雾报警, en: Smoke alarm }
          types: [smoke-detector]
          when: { all: [ { metric: smoke, is: true }, { metric: ext.seq, above: 0 } ] }
          severity: I
          category: fire
          advice: { zh: 到场核实, en: Go there }
        silence:
          title: { zh: 设备失联, en: Device silent }
          when: { silent: class }
          severity: IV
          category: device
          advice: { zh: 查电源, en: Check its power }
      """;

  private final Path folder;
  private final int portOffset = Ports.freeOffset();
  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final List<String> settings = new ArrayList<>();
  private @Nullable SmallDisk disk;
  private @Nullable Broker broker;
  private @Nullable Cable cable;
  private @Nullable FakeClock clock;

  private Ground(Path folder) {
    this.folder = folder;
  }

  /**
   * Prepares what the plan's faults need.
   *
   * @param folder empty; all files go there
   * @param book of the devices
   */
  static Ground prepare(Path folder, CampaignPlan plan, CrashBook book)
      throws IOException, InterruptedException {
    var ground = new Ground(folder);
    try {
      ground.prepare(plan, book);
      return ground;
    } catch (IOException | InterruptedException | RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  private void prepare(CampaignPlan plan, CrashBook book) throws IOException, InterruptedException {
    var rules = Files.writeString(folder.resolve("campaign.yaml"), RULES);
    settings.add("--fengsui.rules.files=" + rules);
    if (plan.has(FaultKind.FULL_DISK)) {
      disk = keep(SmallDisk.mount(folder.resolve("disk.img"), folder.resolve("disk")));
    }
    if (plan.has(FaultKind.BROKER)) {
      broker = keep(Broker.start(folder.resolve("broker"), book));
      settings.add(broker.setting());
    }
    if (plan.has(FaultKind.NETWORK)) {
      cable = keep(Cable.lay(Ports.MQTT + portOffset));
      settings.add("--fengsui.links.mqtt.mqtt.host=0.0.0.0");
    }
    if (plan.has(FaultKind.CLOCK)) {
      clock = FakeClock.in(folder);
    }
  }

  /** Why a kind of fault cannot be had here; empty if it can. */
  static Optional<String> missing(FaultKind kind) {
    return switch (kind) {
      case KILL, DATABASE, PAUSE, SLOW_DISK -> Optional.empty();
      case BROKER -> lacks(Program.find("mosquitto").isEmpty(), "mosquitto is not installed");
      case FULL_DISK -> lacks(!Program.isRoot(), "mounting a file system of its own needs root");
      case POWER_LOSS -> lacks(SyncObserver.program().isEmpty(), "strace is not installed");
      case CLOCK -> lacks(FakeClock.library().isEmpty(), "libfaketime is not installed");
      case NETWORK -> lacks(!Program.isRoot(), "a network namespace needs root");
    };
  }

  private static Optional<String> lacks(boolean lacks, String why) {
    return lacks ? Optional.of(why) : Optional.empty();
  }

  private <T extends AutoCloseable> T keep(T resource) {
    toClose.push(resource);
    return resource;
  }

  /** The hub's data folder. */
  Path data() {
    return volume().resolve("data");
  }

  /** Beside it, on the same file system. */
  Path volume() {
    return disk == null ? folder : folder.resolve("disk");
  }

  /** A file on no disk that is filled. */
  Path trace() {
    return folder.resolve("strace.log");
  }

  int portOffset() {
    return portOffset;
  }

  /** Settings that the hub needs for it. */
  List<String> settings() {
    return List.copyOf(settings);
  }

  /** What the hub is started under. */
  Launch launch() {
    return clock == null ? Launch.PLAIN : clock.over(Launch.PLAIN);
  }

  SmallDisk disk() {
    return there(disk);
  }

  FakeClock clock() {
    return there(clock);
  }

  Optional<Broker> broker() {
    return Optional.ofNullable(broker);
  }

  Optional<Cable> cable() {
    return Optional.ofNullable(cable);
  }

  /** How a person looks at the hub's files later. */
  String hint() {
    return disk == null ? data().toString() : disk.hint();
  }

  private static <T> T there(@Nullable T resource) {
    if (resource == null) {
      throw new IllegalStateException("the plan has no such fault");
    }
    return resource;
  }

  @Override
  public void close() throws IOException {
    while (!toClose.isEmpty()) {
      try {
        toClose.pop().close();
      } catch (IOException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
