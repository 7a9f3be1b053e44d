package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Replayable;
import io.fengsui.adapter.Uplink;
import io.fengsui.adapter.mqtt.convention.Conventions;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One broker with many devices behind it. A lost connection ends the link; the hub starts it again
 * with back-off, and the broker, which kept the session, then sends what was not acknowledged.
 */
final class MqttClientAdapter implements Replayable {

  private final MqttClientSettings settings;
  private final InstantSource clock;

  /** They live as long as the adapter: names learned before an interruption count after it. */
  private final Conventions conventions;

  private volatile @Nullable BrokerLink running;
  private volatile @Nullable Uplink hub;

  MqttClientAdapter(MqttClientSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.conventions = Chosen.of(settings, () -> Objects.requireNonNull(hub), clock);
  }

  @Override
  public void run(Uplink uplink) throws Exception {
    hub = uplink;
    try (var book = names(uplink);
        var link = new BrokerLink(settings, uplink, conventions, book)) {
      link.connect();
      running = link;
      link.serve();
    } finally {
      running = null;
    }
  }

  private @Nullable NameBook names(Uplink uplink) {
    return settings.conventions().isEmpty() ? null : NameBook.open(uplink.folder(), conventions);
  }

  /**
   * The broker does not say whether the device listens, so its silence is all there is to learn.
   */
  @Override
  public CommandOutcome execute(Command command) throws InterruptedException {
    BrokerLink link = running;
    if (link == null) {
      return new CommandOutcome.Unreachable("the broker is not connected");
    }
    if (!settings.mayNameDevice(command.device())) {
      return new CommandOutcome.Unreachable(command.device() + " is not behind this broker");
    }
    return link.execute(command, clock.instant());
  }

  @Override
  public Meaning read(Raw raw) {
    return Kept.read(raw, settings.tenant(), settings::mayNameDevice, this::listeners);
  }

  /** They know the names of today, which are those of then unless people changed them. */
  private @Nullable Conventions listeners(@Nullable DeviceId nobody) {
    Uplink known = hub;
    if (known == null || settings.conventions().isEmpty()) {
      return null;
    }
    Conventions fresh = Chosen.of(settings, () -> known, clock);
    fresh.learnNames(conventions);
    return fresh;
  }
}
