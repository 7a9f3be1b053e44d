package io.fengsui.simulator.gb26875;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.LocalDateTime;
import java.util.Optional;

/** Does what the centre orders (types 89 to 91), and answers what it asks. */
final class Orders {
  private static final int INITIALISE = 89;
  private static final int SET_CLOCK = 90;
  private static final int CHECK_DUTY = 91;
  private static final byte[] NOTHING = {};

  /** How the centre's frame is answered. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Reply(int command, byte[] data) {
    static final Reply DONE = new Reply(Frame.CONFIRM, NOTHING);
    static final Reply NO = new Reply(Frame.DENY, NOTHING);
  }

  private final Panel panel;
  private final DeviceClock clock;
  private final Settings settings;
  private final Runnable guard;
  private final Cable cable;
  private final Answers answers;

  /**
   * @param guard presses the button of an on-duty check
   */
  Orders(Panel panel, DeviceClock clock, Settings settings, Runnable guard, Cable cable) {
    this.panel = panel;
    this.clock = clock;
    this.settings = settings;
    this.guard = guard;
    this.cable = cable;
    this.answers = new Answers(panel);
  }

  /** Obeys or answers; what it does not know is denied. */
  Reply obey(Frame frame) {
    return frame.command() == Frame.REQUEST ? answer(frame.data()) : control(frame.data());
  }

  private Reply answer(byte[] question) {
    return answers
        .to(question)
        .map(
            answer ->
                new Reply(
                    Frame.ANSWER, Unit.of(answer.type(), answer.objects(), settings.quirks())))
        .orElse(Reply.NO);
  }

  private Reply control(byte[] data) {
    if (data.length < 3) {
      return Reply.NO;
    }
    return switch (data[0]) {
      case INITIALISE -> {
        panel.reset();
        yield Reply.DONE;
      }
      case SET_CLOCK -> time(data).map(this::set).orElse(Reply.NO);
      case CHECK_DUTY -> {
        if (settings.duty() != null) {
          cable.later(settings.duty(), guard);
        }
        yield Reply.DONE;
      }
      default -> Reply.NO;
    };
  }

  private Reply set(LocalDateTime time) {
    clock.set(time);
    return Reply.DONE;
  }

  private static Optional<LocalDateTime> time(byte[] data) {
    try {
      return Optional.ofNullable(TimeTag.get(ByteBuffer.wrap(data, 2, data.length - 2)));
    } catch (BufferUnderflowException tooShort) {
      return Optional.empty();
    }
  }
}
