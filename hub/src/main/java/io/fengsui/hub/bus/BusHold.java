package io.fengsui.hub.bus;

import io.fengsui.hub.bus.Segments.Segment;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps what stands on the bus from being deleted while somebody copies it. The positions are those
 * of the beginning, the end is that of {@link #cut()}; what is stored elsewhere in between is thus
 * covered by the records of the copy. Used by one thread.
 */
public final class BusHold implements Closeable {

  private final List<LocalLane> lanes;
  private final Map<String, Map<String, Long>> positions;

  BusHold(List<LocalLane> lanes) {
    this.lanes = lanes;
    lanes.forEach(lane -> lane.hold(this));
    positions =
        lanes.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    lane -> lane.lane().key(), lane -> lane.groups().all()));
  }

  /** Lane, group, and where the group stood when the hold began. */
  public Map<String, Map<String, Long>> positions() {
    return positions;
  }

  /** Where each lane ends now, by its key: the position after the last durable record. */
  public Map<String, Long> ends() {
    Map<String, Long> ends = new TreeMap<>();
    lanes.forEach(lane -> ends.put(lane.lane().key(), lane.state().durable().end()));
    return ends;
  }

  /** What makes up the bus as it is durable at this moment, without the groups' positions. */
  public List<BusFile> cut() throws IOException {
    List<BusFile> files = new ArrayList<>();
    for (LocalLane lane : lanes) {
      addFiles(lane, files);
    }
    return List.copyOf(files);
  }

  private static void addFiles(LocalLane lane, List<BusFile> files) throws IOException {
    String folder = lane.lane().key() + "/";
    Durable durable = lane.state().durable();
    for (Segment segment : lane.segments().all()) {
      if (segment.first() <= durable.active().first()) {
        long length = Math.min(Files.size(segment.file()), durable.limit(segment));
        String name = folder + segment.file().getFileName();
        files.add(new BusFile(name, length, () -> Files.newInputStream(segment.file())));
      }
    }
    byte[] time = lane.state().time();
    files.add(new BusFile(folder + "clock", time.length, () -> new ByteArrayInputStream(time)));
  }

  @Override
  public void close() {
    lanes.forEach(lane -> lane.release(this));
  }
}
