package io.fengsui.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** What the codecs of snapshots have in common. */
final class Codec {

  private static final int MOST = 100_000;

  private Codec() {}

  /** A number of things that follow. */
  static int count(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("the rule snapshot is damaged: a count of " + count);
    }
    return count;
  }

  static void write(Set<String> names, DataOutput out) throws IOException {
    out.writeInt(names.size());
    for (String name : names.stream().sorted().toList()) {
      out.writeUTF(name);
    }
  }

  static Set<String> readNames(DataInput in) throws IOException {
    Set<String> names = new HashSet<>();
    for (int left = count(in); left > 0; left--) {
      names.add(in.readUTF());
    }
    return names;
  }

  static void write(Duration span, DataOutput out) throws IOException {
    out.writeLong(span.toSeconds());
    out.writeInt(span.toNanosPart());
  }

  static Duration readDuration(DataInput in) throws IOException {
    return Duration.ofSeconds(in.readLong(), in.readInt());
  }

  static Set<Duration> readDurations(DataInput in) throws IOException {
    Set<Duration> spans = new HashSet<>();
    for (int left = count(in); left > 0; left--) {
      spans.add(readDuration(in));
    }
    return spans;
  }
}
