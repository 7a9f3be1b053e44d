package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Replayable;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Uplink;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One monitoring centre with many transmitters. */
final class Gb26875Adapter implements Replayable {

  private final Gb26875Settings settings;
  private final InstantSource clock;
  private volatile @Nullable Listener running;
  private volatile @Nullable Centre known;

  Gb26875Adapter(Gb26875Settings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run(Uplink uplink) throws Exception {
    Profiles profiles = Profiles.load(settings.profile(), ZoneId.of(settings.zone()));
    var centre = new Centre(settings, uplink, profiles, clock);
    try (var listener = new Listener(settings, centre)) {
      known = centre;
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
        : listener.desk().execute(command);
  }

  /** Devices are found as they are registered now, which needs a link that has run. */
  @Override
  public Meaning read(Raw raw) {
    Centre centre = known;
    if (centre == null) {
      return Meaning.none(Reason.NOT_ALLOWED, "the link has not run yet");
    }
    if (!raw.whole()) {
      return Meaning.none(Reason.TOO_LARGE, "only the beginning of it was kept");
    }
    var reader = new FrameReader();
    reader.push(raw.bytes(), 0, raw.bytes().length);
    FrameReader.Found found = reader.next(0);
    if (found == null || !found.intact()) {
      return Meaning.none(Reason.MALFORMED, "not an intact frame");
    }
    Frame frame = found.frame();
    Profile profile = centre.profile(frame.source());
    Optional<DeviceId> device = centre.find(frame.source(), raw.source());
    if (device.isEmpty()) {
      String name = profile.names(frame.source(), raw.source()).getFirst();
      return Meaning.none(Reason.UNKNOWN_DEVICE, "transmitter " + name + " is not registered");
    }
    var quietly =
        new Directory() {
          @Override
          public Optional<DeviceId> find(DeviceId parent, String address) {
            return centre.find(parent, address);
          }

          @Override
          public void sighted(Stranger stranger) {}
        };
    Content content = Content.of(frame.data(), profile);
    return Mapper.map(content, device.get(), profile, new Latches(), quietly);
  }
}
