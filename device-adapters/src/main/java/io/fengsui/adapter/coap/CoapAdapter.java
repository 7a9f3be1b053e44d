package io.fengsui.adapter.coap;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Replayable;
import io.fengsui.adapter.Uplink;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** One CoAP port with many devices behind it. */
final class CoapAdapter implements Replayable {

  private final CoapSettings settings;
  private final InstantSource clock;
  private volatile @Nullable Listener running;

  CoapAdapter(CoapSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run(Uplink uplink) throws Exception {
    try (var listener = new Listener(settings, uplink)) {
      running = listener;
      listener.serve();
    } finally {
      running = null;
    }
  }

  @Override
  public CommandOutcome execute(Command command) throws InterruptedException {
    Listener listener = running;
    return listener == null
        ? new CommandOutcome.Unreachable("the link is not running")
        : listener.commands().execute(command, clock.instant());
  }

  @Override
  public Meaning read(Raw raw) {
    return Kept.read(raw, settings);
  }
}
