package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Replayable;
import io.fengsui.adapter.Uplink;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One LwM2M port with many devices behind it. */
final class Lwm2mAdapter implements Replayable {

  private final Lwm2mSettings settings;
  private final InstantSource clock;
  private volatile @Nullable Server running;

  Lwm2mAdapter(Lwm2mSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run(Uplink uplink) throws Exception {
    try (var server = new Server(settings, uplink, clock)) {
      running = server;
      server.serve();
    } finally {
      running = null;
    }
  }

  @Override
  public CommandOutcome execute(Command command) throws InterruptedException {
    Server server = running;
    return server == null
        ? new CommandOutcome.Unreachable("the link is not running")
        : server.orders().execute(command, clock.instant());
  }

  @Override
  public Meaning read(Raw raw) {
    return Kept.read(raw, settings);
  }
}
