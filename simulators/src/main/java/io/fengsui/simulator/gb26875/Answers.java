package io.fengsui.simulator.gb26875;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers the centre's questions, types 61 to 68 and 81 to 88, out of what the panel knows. */
final class Answers {
  private static final int MOST_OWN = 127;

  /** What a question is answered with. */
  record Answer(int type, List<? extends Report> objects) {}

  private final Panel panel;

  Answers(Panel panel) {
    this.panel = panel;
  }

  /**
   * The answer; none if the question is not one of the standard's, or asks for what is not there.
   */
  Optional<Answer> to(byte[] question) {
    var in = ByteBuffer.wrap(question).order(ByteOrder.LITTLE_ENDIAN);
    try {
      int type = in.get();
      int count = number(in);
      return answer(type, count, in);
    } catch (BufferUnderflowException tooShort) {
      return Optional.empty();
    }
  }

  private Optional<Answer> answer(int type, int count, ByteBuffer in) {
    return switch (type) {
      case 61 -> some(1, many(count, () -> panel.system(number(in), number(in))));
      case 62 -> some(2, panel.states(parts(count, in)));
      case 63 -> some(3, panel.analogs(parts(count, in)));
      case 64 -> {
        int system = number(in);
        int number = number(in);
        int most = number(in);
        yield all(4, panel.operations(system, number, most, TimeTag.get(in)));
      }
      case 65 -> some(5, many(count, () -> panel.version(number(in), number(in))));
      case 66 -> some(6, many(count, () -> panel.configuration(number(in), number(in))));
      case 67 -> some(7, panel.places(parts(count, in)));
      case 68 -> some(8, many(count, () -> panel.time(number(in), number(in))));
      case 81 -> some(21, List.of(panel.own()));
      case 84 -> {
        int most = Math.min(MOST_OWN, number(in));
        yield all(24, panel.ownOperations(most, TimeTag.get(in)));
      }
      case 85 -> some(25, List.of(panel.ownVersion()));
      case 86 -> some(26, List.of(panel.ownConfiguration()));
      case 88 -> some(28, List.of(panel.ownTime()));
      default -> Optional.empty();
    };
  }

  private static Optional<Answer> all(int type, List<? extends Report> objects) {
    return Optional.of(new Answer(type, objects));
  }

  private static Optional<Answer> some(int type, List<? extends Report> objects) {
    return objects.isEmpty() ? Optional.empty() : all(type, objects);
  }

  private static List<Part> parts(int count, ByteBuffer in) {
    return many(
        count,
        () ->
            new Part(
                number(in),
                number(in),
                Short.toUnsignedInt(in.getShort()),
                Short.toUnsignedInt(in.getShort())));
  }

  private static <T> List<T> many(int count, Supplier<T> one) {
    var all = new ArrayList<T>();
    for (int i = 0; i < count; i++) {
      all.add(one.get());
    }
    return all;
  }

  private static int number(ByteBuffer in) {
    return Byte.toUnsignedInt(in.get());
  }
}
