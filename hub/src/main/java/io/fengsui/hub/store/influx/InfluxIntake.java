package io.fengsui.hub.store.influx;

import com.influxdb.exceptions.InfluxException;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.store.Intake;
import io.fengsui.hub.store.ReadingTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends one lane's readings. A line that was sent before is the same point again, so after a
 * failure all since the last commit is simply sent once more. What the server will never take (400,
 * for instance a field that has another type there) is found by halving what was sent, and set
 * aside.
 */
final class InfluxIntake implements Intake {

  /** Sends lines. */
  @FunctionalInterface
  interface Sender {
    void send(String lines) throws InfluxException;
  }

  private static final int LINES = 5_000;

  /** So many questions are asked to find the lines at fault; then all that is left counts as it. */
  private static final int QUESTIONS = 200;

  private final Sender sender;
  private final List<String> lines = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private long sent;
  private int questions;

  InfluxIntake(Sender sender) {
    this.sender = sender;
  }

  /** The server cannot tell; the group's committed position is where to go on. */
  @Override
  public Optional<Mark> last() {
    return Optional.empty();
  }

  @Override
  public void add(Entry.Heard heard) throws IOException {
    if (heard.message() instanceof Telemetry telemetry) {
      String device = telemetry.device().value();
      long time = ReadingTime.of(heard);
      telemetry
          .readings()
          .forEach((metric, value) -> lines.add(Lines.line(device, metric, value, time)));
      if (lines.size() >= LINES) {
        flush();
      }
    }
  }

  @Override
  public Kept commit() throws IOException {
    flush();
    var kept = new Kept(sent - refused.size(), refused);
    sent = 0;
    refused.clear();
    return kept;
  }

  private void flush() throws IOException {
    if (!lines.isEmpty()) {
      questions = 0;
      send(lines);
      sent += lines.size();
      lines.clear();
    }
  }

  private void send(List<String> part) throws IOException {
    try {
      questions++;
      sender.send(String.join("\n", part));
    } catch (InfluxException e) {
      if (!InfluxTrouble.isAboutLines(e)) {
        throw new IOException(InfluxTrouble.told(e), e);
      }
      if (part.size() == 1 || (questions > QUESTIONS && !InfluxTrouble.isTooLarge(e))) {
        String why = InfluxTrouble.told(e);
        part.forEach(line -> refused.add(new Refused(line, why)));
      } else {
        send(part.subList(0, part.size() / 2));
        send(part.subList(part.size() / 2, part.size()));
      }
    }
  }

  @Override
  public void close() {
    lines.clear();
  }
}
