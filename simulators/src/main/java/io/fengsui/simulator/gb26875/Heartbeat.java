package io.fengsui.simulator.gb26875;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How a transmitter says that it lives; the standard has no form for it, so vendors have several.
 */
public enum Heartbeat {
  /** A frame without data. */
  EMPTY,
  /** Its own state, type 21. */
  STATE,
  /** Its own time, type 28. */
  TIME,
  /** Command byte FF; when it connects it registers with FE. */
  FF,
  /** Command byte FE. */
  FE,
  /** One byte of data, 16 (hexadecimal). */
  BYTE_16;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads what {@link #toString} writes. */
  public static final class Reader implements ITypeConverter<Heartbeat> {
    @Override
    public Heartbeat convert(String text) {
      for (var form : values()) {
        if (form.toString().equals(text)) {
          return form;
        }
      }
      throw new TypeConversionException(
          "'" + text + "' is none of empty, state, time, ff, fe, byte-16");
    }
  }
}
