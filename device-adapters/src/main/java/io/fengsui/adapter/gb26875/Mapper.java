package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.gb26875.Item.SystemState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one message of a transmitter says, in the hub's terms. */
final class Mapper {

  /** What a vendor's own or a reserved type becomes. */
  static final String VENDOR = "fire.vendor";

  private static final int CONFIGURATION_CHANGED = 1 << 12;
  private static final int NORMAL = 1;

  private final DeviceId transmitter;
  private final Profile profile;
  private final Latches latches;
  private final Parts parts;
  private final List<DeviceMessage> messages = new ArrayList<>();

  private Mapper(DeviceId transmitter, Profile profile, Latches latches, Directory directory) {
    this.transmitter = transmitter;
    this.profile = profile;
    this.latches = latches;
    this.parts = new Parts(transmitter, profile, directory);
  }

  /** The messages in the order of the objects; what could not be read is the loss. */
  static Meaning map(
      Content content, DeviceId transmitter, Profile profile, Latches latches, Directory known) {
    var mapper = new Mapper(transmitter, profile, latches, known);
    boolean recovery = profile.isRecovery(content.type());
    content.items().forEach(item -> mapper.take(item, recovery));
    boolean unread = Layout.of(profile.standardType(content.type())) == null;
    if (unread && content.items().isEmpty() && !content.isHeartbeat()) {
      mapper.vendor(content);
    }
    Rejected loss =
        !content.flags().contains(Content.COUNT_MISMATCH)
            ? null
            : new Rejected(
                Reason.MALFORMED,
                "type %d: %s".formatted(content.type(), String.join(", ", content.flags())));
    return new Meaning(mapper.messages, loss);
  }

  /** What a reset of a part says, on somebody's word. */
  static List<DeviceMessage> clear(
      Part part, DeviceId transmitter, Profile profile, Latches latches, Directory known) {
    var mapper = new Mapper(transmitter, profile, latches, known);
    mapper.reset(part, mapper.parts.subject(part), null);
    return mapper.messages;
  }

  private void take(Item item, boolean recovery) {
    Instant at = item.at().instant(profile.zone());
    switch (item) {
      case SystemState state -> system(state, recovery ? NORMAL : state.state(), at);
      case Item.ComponentState state -> component(state, recovery ? NORMAL : state.state(), at);
      case Item.TransmitterState(int state, var _) ->
          settle(
              Part.TRANSMITTER,
              transmitter,
              StateWord.TRANSMITTER.readings(recovery ? NORMAL : state, StateWord.ALARM, profile),
              at,
              Map.of());
      case Item.Analog analog ->
          tell(
              parts.subject(analog), at, parts.named(analog, Quantities.readings(analog, profile)));
      case Item.SystemOperation(Part part, int flags, int operator, var _) ->
          operations(part, flags, operator, at, Operations.OF_SYSTEM);
      case Item.TransmitterOperation(int flags, int operator, var _) ->
          operations(Part.TRANSMITTER, flags, operator, at, Operations.OF_TRANSMITTER);
      case Item.SystemVersion(Part part, int main, int sub) ->
          describe(part, "version", main + "." + sub);
      case Item.TransmitterVersion(int main, int sub) ->
          describe(Part.TRANSMITTER, "version", main + "." + sub);
      case Item.SystemConfiguration(Part part, Text text) ->
          describe(part, "configuration", text.words());
      case Item.TransmitterConfiguration(Text text) ->
          describe(Part.TRANSMITTER, "configuration", text.words());
      case Item.ComponentConfiguration configuration -> {
        if (parts.isRegistered(configuration.part(), configuration.type(), configuration.label())) {
          describe(configuration.part(), "label", configuration.label().words());
        }
      }
      case Item.SystemTime _, Item.TransmitterTime _ -> {} // told to whoever asked
    }
  }

  private void system(SystemState item, int state, @Nullable Instant at) {
    Part part = item.part();
    DeviceId subject = parts.subject(part);
    var about = subject.equals(transmitter) ? parts.about(part) : Map.<String, Value>of();
    settle(part, subject, StateWord.SYSTEM.readings(state, StateWord.ALARM, profile), at, about);
    if ((state & CONFIGURATION_CHANGED) != 0) {
      messages.add(new Occurrence(subject, at, "panel.configuration-changed", about));
    }
    if ((state & StateWord.RESET) != 0) {
      messages.add(new Occurrence(subject, at, "panel.reset", about));
      reset(part, subject, at);
    }
  }

  private void component(Item.ComponentState item, int state, @Nullable Instant at) {
    String alarm = profile.alarm(item.type());
    if (parts.isRegistered(item.part(), item.type(), item.label())) {
      var readings = StateWord.COMPONENT.readings(state, alarm, profile);
      settle(item.part(), parts.subject(item.part()), readings, at, Map.of());
      return;
    }
    var about = parts.about(item.part(), item.type(), item.label());
    var readings = StateWord.COMPONENT.readings(state, StateWord.ALARM, profile);
    Value fire = readings.get(StateWord.ALARM);
    boolean burns = fire instanceof Value.Flag(boolean on) && on;
    if (fire != null && (burns || latches.holds(item.part(), StateWord.ALARM))) {
      settle(item.part(), transmitter, Map.of(StateWord.ALARM, fire), at, about);
    }
    readings.values().removeIf(value -> value.equals(new Value.Flag(false)));
    if (!readings.isEmpty()) {
      readings.putAll(about);
      messages.add(new Occurrence(transmitter, at, "component.state", readings));
    }
  }

  private void operations(
      Part part, int flags, int operator, @Nullable Instant at, List<String> names) {
    DeviceId subject = parts.subject(part);
    var about = new HashMap<>(parts.about(part));
    about.put("operator", new Value.Quantity(operator, ""));
    for (int bit = 0; bit < names.size(); bit++) {
      if ((flags & (1 << bit)) != 0) {
        messages.add(new Occurrence(subject, at, names.get(bit), about));
      }
    }
    if ((flags & Operations.MANUAL_ALARM) != 0) {
      var fire = Map.<String, Value>of(StateWord.ALARM, new Value.Flag(true));
      settle(part, subject, fire, at, parts.about(part));
    }
    if (Operations.bringsDown(flags)) {
      reset(part, subject, at);
    }
  }

  /** Also the alarms that went up before a restart made this forget them, of the subject itself. */
  private void reset(Part part, DeviceId subject, @Nullable Instant at) {
    List<Latches.Change> changes = latches.reset(part);
    changes.forEach(change -> tell(change.subject(), at, change.readings()));
    if (changes.stream().noneMatch(change -> change.subject().equals(subject))) {
      settle(part, subject, Map.of(StateWord.ALARM, new Value.Flag(false)), at, Map.of());
    }
  }

  private void settle(
      Part part,
      DeviceId subject,
      Map<String, Value> readings,
      @Nullable Instant at,
      Map<String, Value> about) {
    for (Latches.Change change : latches.settle(part, subject, readings)) {
      var told = new HashMap<>(change.readings());
      told.putAll(about);
      tell(change.subject(), at, told);
    }
  }

  private void describe(Part part, String what, String text) {
    if (!text.isEmpty()) {
      String name = parts.isOwn(part) ? "ext." + what : parts.name(part, what);
      tell(parts.subject(part), null, Map.of(name, new Value.Text(text)));
    }
  }

  private void vendor(Content content) {
    messages.add(new Occurrence(transmitter, null, VENDOR, Raws.details(content)));
  }

  private void tell(DeviceId subject, @Nullable Instant at, Map<String, Value> readings) {
    if (!readings.isEmpty()) {
      messages.add(new Telemetry(subject, at, readings));
    }
  }
}
