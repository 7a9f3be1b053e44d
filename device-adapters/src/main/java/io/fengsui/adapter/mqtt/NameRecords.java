package io.fengsui.adapter.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Names as they stand in a file, each with its topic: lengths of topic and payload, the two, and
 * their checksum. A later record replaces an earlier one of the same topic; an empty payload takes
 * it away.
 */
final class NameRecords {

  private static final int HEAD = 2 * Integer.BYTES;
  private static final int MAX_TOPIC = 65_535;
  private static final int MAX_PAYLOAD = 8 * 1024 * 1024;

  private NameRecords() {}

  /**
   * What a file has.
   *
   * @param whole false if it is damaged from some place on
   */
  record Read(Map<String, byte[]> names, boolean whole) {}

  /** Reads up to the end or to what is damaged; no length is believed before it is checked. */
  static Read read(FileChannel in) throws IOException {
    Map<String, byte[]> names = new LinkedHashMap<>();
    while (true) {
      long left = in.size() - in.position();
      if (left == 0) {
        return new Read(names, true);
      }
      ByteBuffer head = ByteBuffer.allocate(HEAD);
      if (left < HEAD + Integer.BYTES || !fill(in, head)) {
        return new Read(names, false);
      }
      int topicLength = head.getInt();
      int payloadLength = head.getInt();
      if (topicLength <= 0
          || topicLength > MAX_TOPIC
          || payloadLength < 0
          || payloadLength > MAX_PAYLOAD
          || left < (long) HEAD + topicLength + payloadLength + Integer.BYTES) {
        return new Read(names, false);
      }
      ByteBuffer body = ByteBuffer.allocate(topicLength + payloadLength + Integer.BYTES);
      if (!fill(in, body)) {
        return new Read(names, false);
      }
      byte[] topic = new byte[topicLength];
      byte[] payload = new byte[payloadLength];
      body.get(topic).get(payload);
      if (body.getInt() != checksum(topic, payload)) {
        return new Read(names, false);
      }
      String name = new String(topic, UTF_8);
      names.remove(name);
      if (payloadLength > 0) {
        names.put(name, payload);
      }
    }
  }

  private static boolean fill(FileChannel in, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  /** Appends, and returns how many bytes once they are on disk. */
  static long append(FileChannel out, Map<String, byte[]> names) throws IOException {
    long written = 0;
    for (Map.Entry<String, byte[]> name : names.entrySet()) {
      byte[] topic = name.getKey().getBytes(UTF_8);
      byte[] payload = name.getValue();
      if (topic.length > MAX_TOPIC || payload.length > MAX_PAYLOAD) {
        continue; // no broker sends such
      }
      var record = ByteBuffer.allocate(HEAD + topic.length + payload.length + Integer.BYTES);
      record.putInt(topic.length).putInt(payload.length).put(topic).put(payload);
      record.putInt(checksum(topic, payload)).flip();
      written += record.remaining();
      while (record.hasRemaining()) {
        out.write(record);
      }
    }
    out.force(false);
    return written;
  }

  private static int checksum(byte[] topic, byte[] payload) {
    var sum = new CRC32C();
    sum.update(topic);
    sum.update(payload);
    return (int) sum.getValue();
  }
}
