package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Value;
import java.util.HashMap;
import java.util.Map;

/** What nobody can read, kept so that somebody may. */
final class Raws {

  private static final int HALF = Value.Text.MAX_LENGTH;

  private Raws() {}

  /** Type, count and the objects in hexadecimal, in two halves where one text is too short. */
  static Map<String, Value> details(Content content) {
    var details = new HashMap<String, Value>();
    details.put("type", new Value.Quantity(content.type(), ""));
    details.put("count", new Value.Quantity(content.count(), ""));
    String hex = content.rest();
    details.put("hex", new Value.Text(hex.substring(0, Math.min(HALF, hex.length()))));
    if (hex.length() > HALF) {
      details.put("hex.more", new Value.Text(hex.substring(HALF)));
    }
    return details;
  }
}
