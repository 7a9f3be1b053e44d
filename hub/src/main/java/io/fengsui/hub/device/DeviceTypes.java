package io.fengsui.hub.device;

import io.fengsui.hub.bus.Lane;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The kinds of device, from {@code device-types.yaml}. Immutable. */
@Component
public final class DeviceTypes {

  private static final String FILE = "/device-types.yaml";

  private final Map<String, DeviceType> types = new LinkedHashMap<>();
  private final Map<String, String> prefixes = new LinkedHashMap<>();

  public DeviceTypes() {
    try (InputStream in = DeviceTypes.class.getResourceAsStream(FILE)) {
      Map<String, Map<String, Object>> file =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
      file.forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All, in the file's order. */
  public List<DeviceType> all() {
    return List.copyOf(types.values());
  }

  /** The type with a key, for instance {@code smoke-detector}. */
  public Optional<DeviceType> find(String key) {
    return Optional.ofNullable(types.get(key));
  }

  /** How ids that the hub makes up for a type begin, for instance {@code sd}. */
  String prefix(DeviceType type) {
    return prefixes.getOrDefault(type.key(), "d");
  }

  private void add(String key, Map<String, Object> entry) {
    types.put(
        key,
        new DeviceType(
            key,
            text(key, entry, "zh"),
            text(key, entry, "en"),
            lane(key, text(key, entry, "lane")),
            SupervisionClass.of(text(key, entry, "supervision"))
                .orElseThrow(() -> new IllegalStateException(FILE + " " + key + ": supervision")),
            metrics(key, entry)));
    prefixes.put(key, text(key, entry, "prefix"));
  }

  private static Lane lane(String key, String name) {
    return Arrays.stream(Lane.values())
        .filter(lane -> lane.key().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(FILE + " " + key + ": no lane " + name));
  }

  private static List<String> metrics(String key, Map<String, Object> entry) {
    if (entry.get("metrics") instanceof List<?> names) {
      return names.stream().map(String::valueOf).toList();
    }
    throw new IllegalStateException(FILE + " " + key + ": metrics is not a list");
  }

  private static String text(String key, Map<String, Object> entry, String field) {
    if (entry.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalStateException(FILE + " " + key + ": " + field + " is not a text");
  }
}
