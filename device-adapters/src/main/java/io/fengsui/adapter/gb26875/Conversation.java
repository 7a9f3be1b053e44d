package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.gb26875.Frame.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What each frame of a line means and how it is answered (rules R4 to R11). On the line's loop. */
final class Conversation {

  private static final Logger log = LoggerFactory.getLogger(Conversation.class);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final byte[] BYTE_17 = {0x17};
  private static final int TRANSMITTER_TIME = 28;

  private final Centre centre;
  private final Loop loop;
  private final Line line;
  private final Desk desk;

  Conversation(Centre centre, Loop loop, Line line, Desk desk) {
    this.centre = centre;
    this.loop = loop;
    this.line = line;
    this.desk = desk;
  }

  /** Whether the frame takes part of the line's room until {@link Line#finished}. */
  boolean hear(Frame frame) {
    Optional<DeviceId> device = centre.find(frame.source(), line.peer());
    if (device.isEmpty()) {
      stranger(frame);
      return false;
    }
    Transmitter from = centre.transmitter(device.get(), frame.source(), line.peer());
    Line before = from.heard(frame, device.get(), line, System.nanoTime());
    if (before != null) {
      before.replaced();
    }
    judgeClock(from, frame);
    return switch (frame.command()) {
      case Command.SEND -> take(from, frame, line);
      case Command.CONFIRM, Command.DENY -> {
        from.answered(frame);
        yield false;
      }
      case Command.ANSWER -> {
        from.answered(frame);
        yield take(from, frame, line);
      }
      case Command.CONTROL, Command.REQUEST -> {
        log.atDebug().addKeyValue("device", from.device()).log("a device gives orders; ignored");
        yield false;
      }
      default -> takeVendor(from, frame);
    };
  }

  /** Whether a command byte is one of those that a device may send. */
  static boolean isKnown(int command) {
    return (command >= Command.CONTROL && command <= Command.DENY)
        || command >= Command.FIRST_VENDOR;
  }

  private boolean takeVendor(Transmitter from, Frame frame) {
    Profile profile = centre.profile(frame.source());
    if (profile.heartbeats().contains(frame.command())) {
      return beat(from, frame);
    }
    return once(from, frame, line, Set.of(), () -> List.of(vendor(from, frame)));
  }

  private static DeviceMessage vendor(Transmitter from, Frame frame) {
    var details =
        Map.<String, Value>of(
            "command", new Value.Quantity(frame.command(), ""),
            "hex", new Value.Text(hex(frame.data())));
    return new Occurrence(from.device(), null, Mapper.VENDOR, details);
  }

  /** Data, spontaneous or asked for. */
  private boolean take(Transmitter from, Frame frame, Line on) {
    Profile profile = centre.profile(frame.source());
    Content content = Content.of(frame.data(), profile);
    boolean spontaneous = frame.command() == Command.SEND;
    if (content.isHeartbeat() || profile.isHeartbeat(content.type())) {
      return beat(from, frame);
    }
    if (content.type() == TRANSMITTER_TIME && spontaneous) {
      return beat(from, frame);
    }
    if (content.items().stream().anyMatch(Item.TransmitterState.class::isInstance)) {
      from.beat(System.nanoTime());
    }
    if (content.answersDuty()) {
      from.dutyEnds();
    }
    return once(
        from,
        frame,
        on,
        content.states(),
        () -> {
          if (content.resets()) {
            from.recent.forgetStates();
          }
          return read(from, frame, content, profile);
        });
  }

  /**
   * What is new goes to the hub, what is repeated is confirmed, and of what the hub was too busy
   * for only that goes once more.
   *
   * @param states parts of which the frame says the state
   * @param reader called for a new frame, with the transmitter's lock
   */
  private boolean once(
      Transmitter from,
      Frame frame,
      Line on,
      Set<Part> states,
      Supplier<List<DeviceMessage>> reader) {
    var key = Recent.Key.of(frame);
    long now = System.nanoTime();
    List<DeviceMessage> messages;
    Recent.Entry entry;
    boolean keeps;
    synchronized (from) {
      Recent.Entry known = from.recent.find(key, now);
      if (known != null && known.isUnderWay()) {
        known.cameAgain(on);
        return false;
      }
      if (known != null && known.left().isEmpty()) {
        return beat(from, frame);
      }
      messages = known != null ? known.left() : reader.get();
      entry = known != null ? known : from.recent.add(key, states, on);
      entry.begins(on, now);
      keeps = known != null || from.latches.hasChanged();
    }
    return start(from, frame, messages, entry, keeps);
  }

  private List<DeviceMessage> read(
      Transmitter from, Frame frame, Content content, Profile profile) {
    var meaning = Mapper.map(content, from.device(), profile, from.latches, centre);
    if (meaning.loss() != null) {
      var loss = meaning.loss();
      centre.uplink().lost(from.device(), loss.reason(), loss.detail(), kept(frame));
    }
    return meaning.messages();
  }

  private boolean start(
      Transmitter from,
      Frame frame,
      List<DeviceMessage> messages,
      Recent.Entry entry,
      boolean keeps) {
    boolean tellsPresence = from.presenceIsDue(System.nanoTime());
    var all = new ArrayList<DeviceMessage>();
    if (tellsPresence) {
      all.add(presence(from, frame));
    }
    all.addAll(messages);
    new Delivery(
            loop,
            all,
            keeps ? then -> centre.keeper().keep(from, then) : Runnable::run,
            left -> {
              Line on;
              int times;
              synchronized (from) {
                entry.ends(left);
                on = entry.line();
                times = entry.times();
              }
              for (int i = 1; i < times && left.isEmpty(); i++) {
                confirm(frame, on);
              }
              end(from, frame, left, on);
            })
        .start(centre.uplink());
    return true;
  }

  /** A sign of life and no more. */
  private boolean beat(Transmitter from, Frame frame) {
    long now = System.nanoTime();
    from.beat(now);
    var signs =
        from.presenceIsDue(now)
            ? List.<DeviceMessage>of(presence(from, frame))
            : List.<DeviceMessage>of();
    new Delivery(loop, signs, Runnable::run, left -> end(from, frame, left, line))
        .start(centre.uplink());
    return true;
  }

  /** Confirms what the hub has; what it was too busy for the device sends again. */
  private void end(Transmitter from, Frame frame, List<DeviceMessage> left, Line on) {
    if (left.isEmpty()) {
      confirm(frame, on);
    } else if (left.stream().anyMatch(Presence.class::isInstance)) {
      from.presenceWasNotTold();
    }
    line.finished();
  }

  private void confirm(Frame frame, Line on) {
    if (frame.command() == Command.ANSWER) {
      return;
    }
    Profile profile = centre.profile(frame.source());
    Frame answer = frame.answer(Command.CONFIRM, now(profile));
    boolean wants17 =
        frame.data().length == 1 && profile.heartbeatAnswer() == Profile.Confirmation.BYTE_17;
    on.send(wants17 ? answer.carrying(BYTE_17) : answer);
  }

  /** Denies a frame that is damaged or of a kind that is none. */
  void deny(Frame frame) {
    line.send(frame.answer(Command.DENY, now(centre.profile(frame.source()))));
  }

  private void stranger(Frame frame) {
    new Strangers(centre, line.peer()).heard(frame, kept(frame));
    if (frame.command() == Command.SEND || frame.command() >= Command.FIRST_VENDOR) {
      confirm(frame, line);
    }
  }

  Raw kept(Frame frame) {
    return Raw.of(line.peer(), frame.encode());
  }

  private Presence presence(Transmitter from, Frame frame) {
    String version = HexFormat.of().toHexDigits(Short.reverseBytes((short) frame.version()));
    return new Presence(
        from.device(),
        null,
        true,
        Map.of("address", line.peer(), "protocol", "GB/T 26875.3 " + version));
  }

  /** The time of sending tells whether the device's clock is right (R11). */
  private void judgeClock(Transmitter from, Frame frame) {
    Profile profile = centre.profile(frame.source());
    Instant sent = frame.sent().instant(profile.zone());
    if (sent == null) {
      return;
    }
    Instant now = centre.clock().instant();
    Duration off = Duration.between(now, sent);
    if (off.abs().compareTo(SKEW) > 0 && from.skewIsDue(now)) {
      var details = Map.<String, Value>of("off", new Value.Quantity(off.toSeconds(), "s"));
      centre.tell(new Occurrence(from.device(), null, "clock.skew", details), loop);
      if (profile.syncClock()) {
        desk.syncClock(from);
      }
    }
  }

  private TimeTag now(Profile profile) {
    return TimeTag.of(centre.clock().instant(), profile.zone());
  }

  private static String hex(byte[] data) {
    int some = Math.min(data.length, Value.Text.MAX_LENGTH / 2);
    return HexFormat.of().formatHex(data, 0, some);
  }
}
