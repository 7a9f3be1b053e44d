package io.fengsui.adapter.gb26875;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Text in GB 18030 as devices send it: padded, with what was there before behind the end (R13).
 *
 * @param text cleaned; empty if there was none or it could not be read
 * @param hex the bytes if they are not blank and gave no text, else empty
 */
record Text(String text, String hex) {

  static final Charset GB18030 = Charset.forName("GB18030");
  static final Text NONE = new Text("", "");

  static Text at(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != 0) {
      end++;
    }
    String text = clean(decode(bytes, from, end));
    return text.isEmpty() && !isBlank(bytes, from, to)
        ? new Text("", HexFormat.of().formatHex(bytes, from, to))
        : new Text(text, "");
  }

  /** The text, or else the bytes in hexadecimal, or else nothing. */
  String words() {
    return text.isEmpty() ? hex : text;
  }

  private static String decode(byte[] bytes, int from, int to) {
    try {
      return GB18030
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, to)))
          .toString();
    } catch (CharacterCodingException notText) {
      return "";
    }
  }

  private static String clean(String text) {
    if (text.indexOf('\uFFFD') >= 0) {
      return "";
    }
    var kept = new StringBuilder(text.length());
    text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0 && bytes[i] != ' ') {
        return false;
      }
    }
    return true;
  }
}
