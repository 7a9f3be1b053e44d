package io.fengsui.adapter.mqtt.convention.sparkplug;

import io.fengsui.adapter.json.Json;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.sparkplug.Metric.Wire;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** The specification's numbers for data types, and what a value is under each. Pure. */
final class Datatype {

  static final int INT8 = 1;
  static final int INT16 = 2;
  static final int INT32 = 3;
  static final int INT64 = 4;
  static final int UINT8 = 5;
  static final int UINT16 = 6;
  static final int UINT32 = 7;
  static final int UINT64 = 8;
  static final int FLOAT = 9;
  static final int DOUBLE = 10;
  static final int BOOLEAN = 11;
  static final int STRING = 12;
  static final int DATE_TIME = 13;
  static final int TEXT = 14;
  static final int UUID = 15;

  private static final int MAX_OCTETS_SHOWN = 256;

  private Datatype() {}

  static boolean isWhole(int datatype) {
    return datatype >= INT8 && datatype <= UINT64;
  }

  /** The value under a datatype: negative numbers travel as two's complement in their own width. */
  static Node node(Wire value, int datatype) {
    return switch (value) {
      case Wire.Real(double amount) -> new Node.Amount(amount);
      case Wire.Bool(boolean on) -> new Node.Bool(on);
      case Wire.Text(String text) -> new Node.Text(text);
      case Wire.Table(Node rows) -> rows;
      case Wire.Parts _ -> new Node.Text("");
      case Wire.Octets(byte[] bytes) ->
          PackedArray.read(bytes, datatype).orElseGet(() -> hex(bytes));
      case Wire.Whole(long bits) -> whole(bits, datatype);
    };
  }

  static Node whole(long bits, int datatype) {
    return switch (datatype) {
      case INT8 -> new Node.Amount((byte) bits);
      case INT16 -> new Node.Amount((short) bits);
      case INT32 -> new Node.Amount((int) bits);
      case UINT64 -> new Node.Amount(unsigned(bits));
      case DATE_TIME ->
          bits >= 0 && bits <= Json.LAST_TIME
              ? new Node.Text(Instant.ofEpochMilli(bits).toString())
              : new Node.Amount(unsigned(bits));
      default -> new Node.Amount(bits);
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1) * 2.0;
  }

  private static Node hex(byte[] bytes) {
    byte[] shown =
        bytes.length <= MAX_OCTETS_SHOWN ? bytes : Arrays.copyOf(bytes, MAX_OCTETS_SHOWN);
    return new Node.Text(HexFormat.of().formatHex(shown));
  }
}
