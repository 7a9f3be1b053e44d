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
import org.jspecify.annotations.Nullable;

/** One listening port with many devices behind it. */
final class MqttAdapter implements Replayable {

  private final MqttSettings settings;
  private final InstantSource clock;
  private volatile @Nullable Endpoint running;

  /** Asked who is registered, as long as nobody else is. */
  private volatile @Nullable Uplink hub;

  MqttAdapter(MqttSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run(Uplink uplink) throws Exception {
    hub = uplink;
    try (var endpoint = new Endpoint(settings, uplink)) {
      running = endpoint;
      endpoint.serve();
    } finally {
      running = null;
    }
  }

  @Override
  public CommandOutcome execute(Command command) throws InterruptedException {
    Endpoint endpoint = running;
    return endpoint == null
        ? new CommandOutcome.Unreachable("the link is not running")
        : endpoint.commands().execute(command, clock.instant());
  }

  @Override
  public Meaning read(Raw raw) {
    return Kept.read(raw, settings.tenant(), device -> true, this::listeners);
  }

  private @Nullable Conventions listeners(@Nullable DeviceId speaker) {
    Uplink known = hub;
    return known == null || speaker == null ? null : Chosen.of(settings, speaker, known);
  }
}
