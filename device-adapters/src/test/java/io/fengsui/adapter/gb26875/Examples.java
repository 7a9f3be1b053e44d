package io.fengsui.adapter.gb26875;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The example frames, by name. */
final class Examples {

  static final Map<String, byte[]> ALL = load();

  private Examples() {}

  static byte[] bytes(String name) {
    byte[] known = ALL.get(name);
    if (known == null) {
      throw new IllegalArgumentException("no example " + name);
    }
    return known.clone();
  }

  static Frame frame(String name) {
    return Frame.at(bytes(name), 0);
  }

  static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static Map<String, byte[]> load() {
    try (InputStream in = Examples.class.getResourceAsStream("frames.txt")) {
      if (in == null) {
        throw new IllegalStateException("frames.txt is missing");
      }
      var all = new LinkedHashMap<String, byte[]>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        int colon = line.indexOf(": ");
        if (!line.startsWith("#") && colon > 0) {
          all.put(
              line.substring(0, colon),
              HexFormat.ofDelimiter(" ").parseHex(line.substring(colon + 2)));
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
