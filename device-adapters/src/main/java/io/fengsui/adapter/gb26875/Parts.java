package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Stranger;
import io.fengsui.adapter.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which devices the parts behind one transmitter are, and what is said of those that are none. */
final class Parts {

  private final DeviceId transmitter;
  private final Profile profile;
  private final Directory directory;

  Parts(DeviceId transmitter, Profile profile, Directory directory) {
    this.transmitter = transmitter;
    this.profile = profile;
    this.directory = directory;
  }

  /** The device that a part is, or else the transmitter. */
  DeviceId subject(Part part) {
    return find(part).orElse(transmitter);
  }

  /** The same; one that nobody registered is sighted. */
  DeviceId subject(Item.Analog analog) {
    isRegistered(analog.part(), analog.type(), Text.NONE);
    return subject(analog.part());
  }

  /** Whether a component is registered; if not it is sighted. */
  boolean isRegistered(Part part, int type, Text label) {
    if (find(part).isPresent()) {
      return true;
    }
    var facts = new HashMap<String, String>();
    facts.put("component", Codes.componentLabel(type));
    facts.put("system", Codes.systemLabel(part.system()));
    if (!label.words().isEmpty()) {
      facts.put("label", label.words());
    }
    Stranger.of(transmitter, name(part), facts).ifPresent(directory::sighted);
    return false;
  }

  /** Whether a part speaks in its own name. */
  boolean isOwn(Part part) {
    return part.equals(Part.TRANSMITTER) || find(part).isPresent();
  }

  /** What is said of a part that speaks through its transmitter; nothing of others. */
  Map<String, Value> about(Part part) {
    return isOwn(part)
        ? Map.of()
        : Map.of(
            "ext.point", new Value.Text(name(part)),
            "ext.system", new Value.Text(Codes.systemLabel(part.system())));
  }

  /** The same of a component. */
  Map<String, Value> about(Part part, int type, Text label) {
    var about = new HashMap<>(about(part));
    about.put("ext.component", new Value.Text(Codes.componentLabel(type)));
    if (!label.words().isEmpty()) {
      about.put("ext.label", new Value.Text(label.words()));
    }
    return about;
  }

  /** Readings of a component under names that tell it from others behind the same transmitter. */
  Map<String, Value> named(Item.Analog analog, Map<String, Value> readings) {
    return isOwn(analog.part())
        ? readings
        : readings.entrySet().stream()
            .collect(
                Collectors.toMap(
                    each -> name(analog.part(), each.getKey().replaceFirst("^ext\\.", "")),
                    Map.Entry::getValue));
  }

  /** The name of what a part tells, if it has no device of its own. */
  String name(Part part, String what) {
    return "ext." + name(part).replace('/', '_') + "." + what;
  }

  private String name(Part part) {
    return part.text(profile.parts());
  }

  /** Below the transmitter, or below the panel that is. */
  private Optional<DeviceId> find(Part part) {
    if (part.equals(Part.TRANSMITTER)) {
      return Optional.of(transmitter);
    }
    return directory
        .find(transmitter, name(part))
        .or(
            () ->
                part.component() == null
                    ? Optional.empty()
                    : directory
                        .find(transmitter, name(part.ofSystem()))
                        .flatMap(panel -> directory.find(panel, name(part))));
  }
}
