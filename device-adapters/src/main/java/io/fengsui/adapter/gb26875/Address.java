package io.fengsui.adapter.gb26875;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The six bytes that name a transmitter or a centre, low byte first (clause 6.2).
 *
 * @param number the bytes as one unsigned number, 0 to 2^48 - 1
 */
record Address(long number) {

  static final int LENGTH = 6;
  static final Address ZERO = new Address(0);

  private static final HexFormat DASHED = HexFormat.ofDelimiter("-");
  private static final Pattern WIRE = Pattern.compile("([0-9a-fA-F]{2}-){5}[0-9a-fA-F]{2}");

  /** How an installer writes such an address. No two forms can be taken for one another. */
  enum Form {
    /** As sent: {@code 79-03-00-00-00-00}. */
    WIRE,
    /** As a decimal number: {@code 889}. */
    NUMBER,
    /** High byte first, without leading zeros: {@code 0x379}. */
    HEX,
    /** The peer's network address, for devices that all send zeros: {@code ip:10.1.2.3}. */
    PEER;

    /** The address in this form. */
    String text(Address address, String peer) {
      return switch (this) {
        case WIRE -> address.wire();
        case NUMBER -> Long.toString(address.number);
        case HEX -> "0x" + Long.toHexString(address.number);
        case PEER -> "ip:" + peer;
      };
    }
  }

  /** What is used unless a profile says otherwise: both forms, the bytes first. */
  static final List<Form> USUAL = List.of(Form.WIRE, Form.NUMBER);

  static Address at(byte[] bytes, int offset) {
    return new Address(Bytes.number(bytes, offset, LENGTH));
  }

  /** Reads the {@link Form#WIRE} form. */
  static Optional<Address> parse(String text) {
    return WIRE.matcher(text).matches()
        ? Optional.of(at(DASHED.parseHex(text), 0))
        : Optional.empty();
  }

  boolean isZero() {
    return number == 0;
  }

  /** The bytes as sent, dashed. */
  String wire() {
    byte[] bytes = new byte[LENGTH];
    Bytes.put(bytes, 0, number, LENGTH);
    return DASHED.formatHex(bytes);
  }

  @Override
  public String toString() {
    return wire();
  }
}
