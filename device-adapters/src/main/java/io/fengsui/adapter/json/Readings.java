package io.fengsui.adapter.json;

import io.fengsui.adapter.Metrics.Kind;
import io.fengsui.adapter.Metrics.Metric;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Receipt.Rejected;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.json.MetricNames.Meaning;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Collects the readings of one payload: canonical names, canonical kinds, ranges checked. Nested
 * objects are flattened with dots; a list is refused. The last of two equal names wins. What cannot
 * be taken is left out and the first such fault kept. Reused; not thread-safe.
 */
public final class Readings {

  public static final int MAX_READINGS = 256;
  private static final int MAX_NAME_LENGTH = 128;
  private static final int MAX_NUMBER_LENGTH = 32;
  private static final Value.Flag ON = new Value.Flag(true);
  private static final Value.Flag OFF = new Value.Flag(false);

  private final MetricNames names = new MetricNames();
  private final Map<String, Value> taken = new HashMap<>();
  private @Nullable Rejected fault;

  public void clear() {
    taken.clear();
    fault = null;
  }

  public Map<String, Value> taken() {
    return Map.copyOf(taken);
  }

  public boolean isEmpty() {
    return taken.isEmpty();
  }

  public @Nullable Rejected fault() {
    return fault;
  }

  /** Takes all members of the object whose start was just read. */
  public void members(JsonParser in, String prefix) {
    String name;
    while ((name = in.nextName()) != null) {
      member(in, in.nextToken(), prefix.isEmpty() ? name : prefix + '.' + name);
    }
  }

  /** Takes the member whose first value token was just read. */
  public void member(JsonParser in, JsonToken token, String name) {
    switch (token) {
      case START_OBJECT -> {
        Metric metric = names.of(name).metric();
        if (metric != null && metric.kind() == Kind.POSITION) {
          position(in, metric.name());
        } else {
          members(in, name);
        }
      }
      case START_ARRAY -> {
        in.skipChildren();
        refuse(Reason.MALFORMED, name, "is a list; send one reading per name");
      }
      case VALUE_NULL -> {}
      default -> scalar(in, token, name);
    }
  }

  /** Takes a number that did not come as JSON; for a flag 1 is on and 0 off. */
  public void number(String name, double amount) {
    Meaning meaning = names.of(name);
    Metric metric = meaning.metric();
    if (metric != null && metric.kind() == Kind.FLAG) {
      if (amount == 0 || amount == 1) {
        flag(name, amount == 1);
      } else {
        refuse(Reason.OUT_OF_RANGE, name, "is neither 0 nor 1");
      }
      return;
    }
    Value value =
        metric == null
            ? outside(amount, name)
            : metric.kind() == Kind.QUANTITY ? quantity(metric, amount, name) : noPosition(name);
    if (value != null) {
      put(meaning.canonical(), value);
    }
  }

  /** Takes a yes or no that did not come as JSON; a quantity has none. */
  public void flag(String name, boolean on) {
    Meaning meaning = names.of(name);
    Metric metric = meaning.metric();
    if (metric == null || metric.kind() == Kind.FLAG) {
      put(meaning.canonical(), on ? ON : OFF);
    } else {
      refuse(Reason.OUT_OF_RANGE, name, "is an amount, not yes or no");
    }
  }

  public void put(String name, Value value) {
    if (taken.size() < MAX_READINGS) {
      taken.put(name, value);
    } else {
      refuse(Reason.TOO_LARGE, name, "is one reading too many; at most " + MAX_READINGS);
    }
  }

  public void refuse(Reason reason, String name, String why) {
    if (fault == null) {
      fault = new Rejected(reason, printable(name) + " " + why);
    }
  }

  private void scalar(JsonParser in, JsonToken token, String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      refuse(Reason.MALFORMED, name, "is not a name of 1 to " + MAX_NAME_LENGTH + " characters");
      return;
    }
    Meaning meaning = names.of(name);
    Metric metric = meaning.metric();
    Value value =
        metric == null
            ? unknown(in, token, name)
            : switch (metric.kind()) {
              case FLAG -> flag(in, token, name);
              case QUANTITY -> quantity(metric, number(in, token), name);
              case POSITION -> noPosition(name);
            };
    if (value != null) {
      put(meaning.canonical(), value);
    }
  }

  private @Nullable Value quantity(Metric metric, double amount, String name) {
    if (amount >= metric.min() && amount <= metric.max() && Double.isFinite(amount)) {
      return new Value.Quantity(amount, metric.unit());
    }
    refuse(
        Reason.OUT_OF_RANGE,
        name,
        Double.isFinite(amount)
            ? "is %s, allowed is %s to %s %s"
                .formatted(amount, metric.min(), metric.max(), metric.unit())
                .strip()
            : "is not a finite number");
    return null;
  }

  /** Takes the members of a position, WGS 84; others are left out. */
  private void position(JsonParser in, String name) {
    double latitude = Double.NaN;
    double longitude = Double.NaN;
    double altitude = Double.NaN;
    String member;
    while ((member = in.nextName()) != null) {
      JsonToken token = in.nextToken();
      switch (member) {
        case "latitude", "lat" -> latitude = number(in, token);
        case "longitude", "lon", "lng" -> longitude = number(in, token);
        case "altitude", "alt" -> altitude = number(in, token);
        default -> in.skipChildren();
      }
    }
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
      put(name, new Value.Position(latitude, longitude, altitude));
    } else {
      noPosition(name);
    }
  }

  private @Nullable Value noPosition(String name) {
    refuse(Reason.OUT_OF_RANGE, name, "is no {\"latitude\": …, \"longitude\": …} in degrees");
    return null;
  }

  private @Nullable Value unknown(JsonParser in, JsonToken token, String name) {
    return switch (token) {
      case VALUE_TRUE -> ON;
      case VALUE_FALSE -> OFF;
      case VALUE_STRING -> text(in.getString(), name);
      default -> outside(in.getDoubleValue(), name);
    };
  }

  private @Nullable Value outside(double amount, String name) {
    if (Double.isFinite(amount)) {
      return new Value.Quantity(amount, "");
    }
    refuse(Reason.OUT_OF_RANGE, name, "is " + amount + ", not a finite number");
    return null;
  }

  public @Nullable Value text(String text, String name) {
    if (text.length() <= Value.Text.MAX_LENGTH) {
      return new Value.Text(text);
    }
    refuse(Reason.TOO_LARGE, name, "is a text of more than 1024 characters");
    return null;
  }

  private @Nullable Value flag(JsonParser in, JsonToken token, String name) {
    Value found =
        switch (token) {
          case VALUE_TRUE -> ON;
          case VALUE_FALSE -> OFF;
          case VALUE_STRING -> flag(in.getString());
          default -> {
            double amount = in.getDoubleValue();
            yield amount == 1 ? ON : amount == 0 ? OFF : null;
          }
        };
    if (found == null) {
      refuse(Reason.OUT_OF_RANGE, name, "is neither yes nor no; send true or false");
    }
    return found;
  }

  /** Yes or no in the words that devices have for it; null if it is neither. */
  public static Value.@Nullable Flag flag(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true", "on", "1", "alarm", "detected" -> ON;
      case "false", "off", "0", "normal", "clear" -> OFF;
      default -> null;
    };
  }

  /** NaN where it is no number, which no range admits. */
  private static double number(JsonParser in, JsonToken token) {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_STRING -> number(in.getString());
      default -> Double.NaN;
    };
  }

  /** A number that came as text; NaN if it is none. */
  public static double number(String text) {
    String trimmed = text.strip();
    boolean plain =
        !trimmed.isEmpty()
            && trimmed.length() <= MAX_NUMBER_LENGTH
            && trimmed.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
    if (!plain) {
      return Double.NaN;
    }
    try {
      return Double.parseDouble(trimmed);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** A name for a sentence: cut, and without control characters. */
  public static String printable(String name) {
    String cut = name.length() > 40 ? name.substring(0, 40) + "…" : name;
    return "\"" + cut.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
