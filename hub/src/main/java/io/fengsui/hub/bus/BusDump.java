package io.fengsui.hub.bus;

import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value.Quantity;
import io.fengsui.hub.bus.EntryDecoder.Decoded;
import io.fengsui.hub.bus.Segments.Segment;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Prints what stands on the bus of a hub that does not run: one line a message, the device and the
 * number it gave the message (metric {@code ext.seq}; 0 if it gave none). Changes nothing: it is no
 * group, and a torn tail stays. The crash test compares this with what the devices know.
 */
public final class BusDump {

  private static final int BUFFER = 1 << 16;

  private final ByteReader records = new ByteReader();
  private final EntryDecoder decoder = new EntryDecoder();
  private final PrintStream out;

  private BusDump(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints to standard output.
   *
   * @param args the bus folder, {@code data/bus}
   */
  public static void main(String[] args) throws IOException {
    var buffered = new BufferedOutputStream(System.out, BUFFER);
    var out = new PrintStream(buffered, false, StandardCharsets.UTF_8);
    var dump = new BusDump(out);
    for (Lane lane : Lane.values()) {
      var segments = new Segments(new RealDisk(), Path.of(args[0]).resolve(lane.key()));
      for (Segment segment : segments.all()) {
        dump.print(segments, segment);
      }
    }
    out.flush();
  }

  private void print(Segments segments, Segment segment) throws IOException {
    long next = segment.first();
    try (BatchFile batches = segments.read(segment)) {
      for (var found = batches.next(Long.MAX_VALUE);
          found == BatchFile.Found.BATCH
              || (found == BatchFile.Found.DAMAGED
                  && batches.resume(next, segments.beyond(segment), Long.MAX_VALUE));
          found = batches.next(Long.MAX_VALUE)) {
        if (found == BatchFile.Found.BATCH) {
          next = batches.header().next();
          print(batches);
        }
      }
    }
  }

  private void print(BatchFile batches) {
    BatchHeader header = batches.header();
    int end = batches.records() + header.bytes();
    int at = batches.records();
    for (long position = header.first(); position < header.next(); position++) {
      records.reset(batches.bytes(), at, end - at);
      int length = records.varint();
      at = end - records.remaining();
      var decoded =
          decoder.decode(batches.bytes(), at, length, position, LaneClock.instant(header.at()));
      at += length;
      if (decoded instanceof Decoded.Good(Entry.Heard heard)) {
        out.println(heard.message().device().value() + " " + number(heard));
      }
    }
  }

  private static long number(Entry.Heard heard) {
    return heard.message() instanceof Telemetry telemetry
            && telemetry.readings().get("ext.seq") instanceof Quantity quantity
        ? (long) quantity.amount()
        : 0;
  }
}
