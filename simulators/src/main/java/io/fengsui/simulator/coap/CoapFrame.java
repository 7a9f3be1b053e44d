package io.fengsui.simulator.coap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A confirmable POST by hand (RFC 7252 section 3), cheap enough to load a hub with. */
final class CoapFrame {
  private static final int CON_WITH_TOKEN = 0x42;
  private static final int POST = 2;
  private static final int URI_PATH = 11;
  private static final int CONTENT_FORMAT = 12;
  private static final int JSON = 50;
  private static final int EXTENDED = 13;
  private static final int PAYLOAD = 0xff;
  private static final int ID = 2;
  private static final int TOKEN = 4;

  private CoapFrame() {}

  /** With message id and token 0; {@link #number} sets them. */
  static byte[] post(String path, String json) {
    var out = new ByteArrayOutputStream();
    out.write(CON_WITH_TOKEN);
    out.write(POST);
    out.writeBytes(new byte[4]);
    int last = 0;
    for (String segment : path.split("/")) {
      byte[] name = segment.getBytes(StandardCharsets.UTF_8);
      boolean isShort = name.length < EXTENDED;
      out.write((URI_PATH - last) << 4 | (isShort ? name.length : EXTENDED));
      if (!isShort) {
        out.write(name.length - EXTENDED);
      }
      out.writeBytes(name);
      last = URI_PATH;
    }
    out.write((CONTENT_FORMAT - last) << 4 | 1);
    out.write(JSON);
    out.write(PAYLOAD);
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** Gives a frame its message id, which is its token too. */
  static void number(byte[] frame, int id) {
    frame[ID] = (byte) (id >> 8);
    frame[ID + 1] = (byte) id;
    frame[TOKEN] = (byte) (id >> 8);
    frame[TOKEN + 1] = (byte) id;
  }
}
