package io.fengsui.rules;

import io.fengsui.rules.definition.Hours;
import io.fengsui.rules.definition.Zone;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Zones on earth and hours of the day as bytes, within snapshots. */
final class PlaceCodec {

  private static final byte POLYGON = 1;
  private static final byte CIRCLE = 2;

  private PlaceCodec() {}

  static void write(Zone zone, DataOutput out) throws IOException {
    switch (zone) {
      case Zone.Polygon(String name, List<Zone.Corner> corners) -> {
        out.writeByte(POLYGON);
        out.writeUTF(name);
        out.writeInt(corners.size());
        for (Zone.Corner corner : corners) {
          write(corner, out);
        }
      }
      case Zone.Circle(String name, Zone.Corner centre, double metres) -> {
        out.writeByte(CIRCLE);
        out.writeUTF(name);
        write(centre, out);
        out.writeDouble(metres);
      }
    }
  }

  static Zone readZone(DataInput in) throws IOException {
    byte kind = in.readByte();
    String name = in.readUTF();
    return switch (kind) {
      case POLYGON -> {
        var corners = new ArrayList<Zone.Corner>();
        for (int left = Codec.count(in); left > 0; left--) {
          corners.add(readCorner(in));
        }
        yield new Zone.Polygon(name, corners);
      }
      case CIRCLE -> new Zone.Circle(name, readCorner(in), in.readDouble());
      default -> throw new IOException("a rule has a zone of unknown kind " + kind);
    };
  }

  static void write(Hours hours, DataOutput out) throws IOException {
    out.writeLong(hours.from().toNanoOfDay());
    out.writeLong(hours.to().toNanoOfDay());
    out.writeByte(hours.days().stream().mapToInt(day -> 1 << day.getValue()).sum());
    writeDates(hours.also(), out);
    writeDates(hours.never(), out);
    out.writeUTF(hours.zone().getId());
  }

  static Hours readHours(DataInput in) throws IOException {
    try {
      return new Hours(
          LocalTime.ofNanoOfDay(in.readLong()),
          LocalTime.ofNanoOfDay(in.readLong()),
          readDays(in),
          readDates(in),
          readDates(in),
          ZoneId.of(in.readUTF()));
    } catch (DateTimeException e) {
      throw new IOException("the rule snapshot is damaged: " + e.getMessage(), e);
    }
  }

  private static Set<DayOfWeek> readDays(DataInput in) throws IOException {
    byte bits = in.readByte();
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if ((bits & (1 << day.getValue())) != 0) {
        days.add(day);
      }
    }
    return days;
  }

  private static void writeDates(Set<LocalDate> dates, DataOutput out) throws IOException {
    out.writeInt(dates.size());
    for (LocalDate date : dates.stream().sorted().toList()) {
      out.writeLong(date.toEpochDay());
    }
  }

  private static Set<LocalDate> readDates(DataInput in) throws IOException {
    Set<LocalDate> dates = new HashSet<>();
    for (int left = Codec.count(in); left > 0; left--) {
      dates.add(LocalDate.ofEpochDay(in.readLong()));
    }
    return dates;
  }

  private static void write(Zone.Corner corner, DataOutput out) throws IOException {
    out.writeDouble(corner.latitude());
    out.writeDouble(corner.longitude());
  }

  private static Zone.Corner readCorner(DataInput in) throws IOException {
    return new Zone.Corner(in.readDouble(), in.readDouble());
  }
}
