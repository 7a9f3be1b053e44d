package io.fengsui.hub.api;

import io.fengsui.hub.bus.Entry;
import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.bus.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Tells how a verification goes, a JSON object on each line. */
final class VerificationLines implements Verification.Listener {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Lane lane;
  private final OutputStream out;
  private long damaged;

  VerificationLines(Lane lane, OutputStream out) {
    this.lane = lane;
    this.out = out;
  }

  @Override
  public void passed(long bytes, long ofAll) throws IOException {
    write(Map.of("lane", lane.key(), "bytes", bytes, "of", ofAll));
  }

  @Override
  public void missing(Entry.Missing missing) throws IOException {
    damaged += missing.records();
    write(
        Map.of(
            "lane",
            lane.key(),
            "from",
            missing.position(),
            "records",
            missing.records(),
            "why",
            missing.why()));
  }

  @Override
  public void done(long records, long first, long end) throws IOException {
    write(
        Map.of(
            "lane", lane.key(), "good", records, "damaged", damaged, "first", first, "end", end));
  }

  private void write(Map<String, ?> line) throws IOException {
    out.write(JSON.writeValueAsBytes(line));
    out.write('\n');
    out.flush();
  }
}
