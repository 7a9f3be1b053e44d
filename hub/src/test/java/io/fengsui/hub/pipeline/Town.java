package io.fengsui.hub.pipeline;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.DeviceType;
import io.fengsui.hub.device.DeviceTypes;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.device.SupervisionClass;
import io.fengsui.hub.rules.RulesSteps;
import io.fengsui.rules.definition.Rule;
import io.fengsui.rules.definition.RuleFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The devices of a story and the rules that watch them. */
final class Town implements DeviceDirectory {
  /** Speaks in no drawn story, so that the test can ask at the end whether alarms still go out. */
  static final String LAST = "sd-last";

  private static final List<Rule> RULES = read("/pipeline/rules.yaml");

  private final List<Device> devices = new ArrayList<>();

  /** Three detectors in the life-safety lane and two sensors in the other. */
  static Town usual() {
    return new Town()
        .with("sd-1", "smoke-detector")
        .with("sd-2", "smoke-detector")
        .with(LAST, "smoke-detector")
        .with("es-1", "environment-sensor")
        .with("es-2", "environment-sensor");
  }

  /** One more device; ids begin with the lane it speaks in. */
  Town with(String id, String typeKey) {
    DeviceType type = new DeviceTypes().find(typeKey).orElseThrow();
    devices.add(
        new Device(
            new DeviceId(id),
            type,
            "Device " + id,
            "mqtt",
            null,
            null,
            new Place("440106001001001", "石牌", "天河路", "3", "2", "201", 23.13, Double.NaN),
            SupervisionClass.S90,
            Set.of(),
            Device.State.IN_SERVICE,
            "li",
            Instant.parse("2026-11-01T08:00:00Z"),
            null,
            null));
    return this;
  }

  Device device(String id) {
    return find(new DeviceId(id)).orElseThrow();
  }

  RulesSteps.Scene scene(List<Rule> rules) {
    return new RulesSteps.Scene(this, List.copyOf(devices), rules);
  }

  static List<Rule> rules() {
    return RULES;
  }

  /** The same, and one that never raises anything. */
  static List<Rule> moreRules() {
    return Stream.concat(read("/pipeline/idle-rule.yaml").stream(), RULES.stream()).toList();
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    return devices.stream().filter(device -> device.id().equals(id)).findFirst();
  }

  @Override
  public Optional<Device> find(String link, @Nullable DeviceId parent, String address) {
    return Optional.empty();
  }

  @Override
  public Optional<Secret> key(String link, DeviceId id) {
    return Optional.empty();
  }

  @Override
  public Admission admit(Claim claim) {
    throw new UnsupportedOperationException("nobody signs in here");
  }

  private static List<Rule> read(String path) {
    try (InputStream in = Town.class.getResourceAsStream(path)) {
      String text =
          new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
      RuleFile.Result result = RuleFile.read(path, text);
      if (!result.problems().isEmpty()) {
        throw new IllegalStateException(result.problems().toString());
      }
      return result.rules();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
