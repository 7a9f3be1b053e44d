package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.Value;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A command as the application data of a question or an order (clause 8.3.9 and following). */
sealed interface Request {

  String SYNC_CLOCK = "sync-clock";

  /**
   * What is to be sent.
   *
   * @param command 1 or 4
   * @param dutyMinutes how long the guard has to answer, for the check whether he is there
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Good(int command, byte[] data, OptionalInt dutyMinutes) implements Request {}

  /** Nothing is sent: the alarms of a part are over. */
  record Clear(Part part) implements Request {}

  /** The arguments are wrong. */
  record Wrong(String why) implements Request {}

  /** No such command. */
  record Unknown() implements Request {}

  /**
   * Reads a command.
   *
   * @param part what the command's device is behind its transmitter, null for that itself
   */
  static Request of(Command command, @Nullable Part part, TimeTag now, Profile profile) {
    var arguments = new Arguments(command, part, now, profile);
    try {
      return switch (command.name()) {
        case "read-state" -> arguments.ofPart(81, 61, 62);
        case "read-components" -> arguments.ofComponents(62, 22);
        case "read-analogs" -> arguments.ofComponents(63, 63);
        case "read-operations" -> arguments.operations();
        case "read-version" -> arguments.ofPart(85, 65, 65);
        case "read-configuration" -> arguments.ofPart(86, 66, 67);
        case "read-time" -> arguments.ofPart(88, 68, 68);
        case SYNC_CLOCK -> arguments.order(90, timeTag(now));
        case "check-duty" -> arguments.duty();
        case "initialise" -> arguments.initialise();
        case "clear-alarms" -> arguments.clear();
        default -> new Unknown();
      };
    } catch (IllegalArgumentException e) {
      return new Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] timeTag(TimeTag tag) {
    byte[] bytes = new byte[TimeTag.LENGTH];
    tag.put(bytes, 0);
    return bytes;
  }

  /** What a command says, and the data made of it. Throws what is told to whoever asked. */
  final class Arguments {
    private static final int MAX_MINUTES = 255;
    private static final int MAX_RECORDS = 102;
    private static final int MAX_TRANSMITTER_RECORDS = 127;
    private static final int USUAL_MINUTES = 10;
    private static final int USUAL_RECORDS = 10;

    private final Command command;
    private final @Nullable Part part;
    private final TimeTag now;
    private final Profile profile;

    Arguments(Command command, @Nullable Part part, TimeTag now, Profile profile) {
      this.command = command;
      this.part = part;
      this.now = now;
      this.profile = profile;
    }

    /** A question to the transmitter, to a system, or to a component. */
    Request ofPart(int transmitter, int system, int component) {
      Optional<Part> asked = asked();
      if (asked.isEmpty()) {
        return question(transmitter, 1, new byte[1]);
      }
      boolean ofComponent = asked.get().component() != null && component != system;
      return question(ofComponent ? component : system, 1, bytes(asked.get(), ofComponent));
    }

    Request ofComponents(int type, int max) {
      List<Part> all = components();
      if (all.isEmpty() || all.size() > max) {
        throw new IllegalArgumentException(
            "%s needs 1 to %d points such as 1.1/10.2".formatted(command.name(), max));
      }
      var data = new ByteArrayOutputStream();
      all.forEach(each -> data.writeBytes(bytes(each, true)));
      return question(type, all.size(), data.toByteArray());
    }

    Request operations() {
      Optional<Part> asked = asked();
      boolean ofSystem = asked.isPresent();
      int count = number("count", USUAL_RECORDS, ofSystem ? MAX_RECORDS : MAX_TRANSMITTER_RECORDS);
      var data = new ByteArrayOutputStream();
      asked.ifPresent(system -> data.writeBytes(bytes(system, false)));
      data.write(count);
      data.writeBytes(timeTag(since()));
      return question(ofSystem ? 64 : 84, 1, data.toByteArray());
    }

    Request duty() {
      int minutes = number("minutes", USUAL_MINUTES, MAX_MINUTES);
      byte[] data = {91, 1, (byte) minutes};
      return new Good(Frame.Command.CONTROL, data, OptionalInt.of(minutes));
    }

    Request initialise() {
      if (!new Value.Flag(true).equals(command.arguments().get("confirm"))) {
        throw new IllegalArgumentException(
            "initialise can wipe the device's configuration; say confirm=true if that is meant");
      }
      return order(89, new byte[1]);
    }

    Request clear() {
      return new Clear(asked().orElse(Part.TRANSMITTER));
    }

    Request order(int type, byte[] body) {
      return new Good(Frame.Command.CONTROL, data(type, 1, body), OptionalInt.empty());
    }

    private Request question(int type, int count, byte[] body) {
      return new Good(Frame.Command.REQUEST, data(type, count, body), OptionalInt.empty());
    }

    /** The system or component that is asked for; empty for the transmitter itself. */
    private Optional<Part> asked() {
      String text = text("point").or(() -> text("system")).orElse("");
      return text.isEmpty() ? Optional.ofNullable(part) : Optional.of(part(text));
    }

    private List<Part> components() {
      var all = new ArrayList<Part>();
      for (String each : text("points").or(() -> text("point")).orElse("").split("[\\s,]+")) {
        if (!each.isEmpty()) {
          all.add(part(each));
        }
      }
      if (all.isEmpty() && part != null) {
        all.add(part);
      }
      if (all.stream().anyMatch(each -> each.component() == null)) {
        throw new IllegalArgumentException("a point has a component's address, such as 1.1/10.2");
      }
      return all;
    }

    private TimeTag since() {
      String text = text("since").orElse("");
      try {
        return text.isEmpty() ? startOfDay() : TimeTag.of(Instant.parse(text), profile.zone());
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("since is a time such as 2026-03-15T00:00:00Z", e);
      }
    }

    private TimeTag startOfDay() {
      return new TimeTag(now.bits() & ~0xFF_FFFFL);
    }

    private int number(String name, int usual, int max) {
      Value value = command.arguments().get(name);
      double number =
          switch (value) {
            case null -> usual;
            case Value.Quantity(double amount, String _) -> amount;
            default -> Double.NaN;
          };
      if (!(number >= 1 && number <= max && number == Math.rint(number))) {
        throw new IllegalArgumentException("%s must be 1 to %d".formatted(name, max));
      }
      return (int) number;
    }

    private Optional<String> text(String name) {
      return switch (command.arguments().get(name)) {
        case null -> Optional.empty();
        case Value.Text(String text) -> Optional.of(text);
        case Value.Quantity(double amount, String _) -> Optional.of(Double.toString(amount));
        default -> throw new IllegalArgumentException(name + " must be a text");
      };
    }

    private static Part part(String text) {
      return Part.parse(text)
          .orElseThrow(
              () ->
                  new IllegalArgumentException("not a system or point such as 1.1/10.2: " + text));
    }

    private static byte[] bytes(Part of, boolean withComponent) {
      Long component = of.component();
      byte[] bytes = new byte[withComponent ? 2 + Part.COMPONENT_LENGTH : 2];
      bytes[0] = (byte) of.system();
      bytes[1] = (byte) of.number();
      if (withComponent && component != null) {
        Bytes.put(bytes, 2, component, Part.COMPONENT_LENGTH);
      }
      return bytes;
    }

    private static byte[] data(int type, int count, byte[] body) {
      var data = new ByteArrayOutputStream();
      data.write(type);
      data.write(count);
      data.writeBytes(body);
      return data.toByteArray();
    }
  }
}
