package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Value;
import java.util.HashMap;
import java.util.Optional;

/**
 * Transmitters that nobody registered: named to installers, and what they said is kept, so that it
 * can be replayed once they are. A fire of one is told as such.
 */
final class Strangers {

  private static final DeviceId NOBODY = new DeviceId("nobody");

  private final Centre centre;
  private final String peer;

  Strangers(Centre centre, String peer) {
    this.centre = centre;
    this.peer = peer;
  }

  void heard(Frame frame, Raw raw) {
    Profile profile = centre.profile(frame.source());
    Content content = Content.of(frame.data(), profile);
    String name = profile.names(frame.source(), peer).getFirst();
    boolean burns = burns(content, profile);
    var facts = new HashMap<String, String>();
    facts.put("peer", peer);
    facts.put("number", Long.toString(frame.source().number()));
    if (burns) {
      facts.put("alarm", "fire");
    }
    Stranger.of(null, name, facts).ifPresent(centre::sighted);
    if (!content.isHeartbeat() && !profile.heartbeats().contains(frame.command())) {
      String what = burns ? "a FIRE ALARM of" : "data of";
      String why = "%s transmitter %s, which is not registered".formatted(what, name);
      centre.uplink().lost(null, Reason.UNKNOWN_DEVICE, why, raw);
    }
  }

  private static boolean burns(Content content, Profile profile) {
    var nobodyKnown =
        new Directory() {
          @Override
          public Optional<DeviceId> find(DeviceId parent, String address) {
            return Optional.empty();
          }

          @Override
          public void sighted(Stranger stranger) {}
        };
    return Mapper.map(content, NOBODY, profile, new Latches(), nobodyKnown).messages().stream()
        .anyMatch(
            message ->
                message instanceof Telemetry told
                    && new Value.Flag(true).equals(told.readings().get(StateWord.ALARM)));
  }
}
