package io.fengsui.hub.cli;

import io.fengsui.adapter.Metrics;
import io.fengsui.rules.definition.KnownMetric;
import io.fengsui.rules.definition.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files of this machine and those that are shipped, and the words that they may use. */
final class RuleTexts {
  private final Vocabulary vocabulary = Vocabulary.of(metrics(), lanes());

  /** The metrics and device types of this version. */
  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** The files, and in place of a folder the files in it that end in {@code .yaml}. */
  static List<Path> all(List<Path> files) {
    return files.stream().flatMap(RuleTexts::inside).toList();
  }

  /**
   * What a file says; broken UTF-8 becomes replacement characters, about which readers complain.
   */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file says that stands beside another, or is shipped under this name. */
  static Optional<String> beside(Path file, String name) {
    Path wanted = file.resolveSibling(name).normalize();
    if (Files.isRegularFile(wanted)) {
      return Optional.of(text(wanted));
    }
    String shipped = "/rules/" + Path.of(name).getFileName();
    try (InputStream in = RuleTexts.class.getResourceAsStream(shipped)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> inside(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<KnownMetric> metrics() {
    return Metrics.all().stream()
        .map(
            metric ->
                new KnownMetric(
                    metric.name(), kind(metric.kind()), metric.unit(), metric.min(), metric.max()))
        .toList();
  }

  private static KnownMetric.Kind kind(Metrics.Kind kind) {
    return switch (kind) {
      case QUANTITY -> KnownMetric.Kind.QUANTITY;
      case FLAG -> KnownMetric.Kind.FLAG;
      case POSITION -> KnownMetric.Kind.POSITION;
    };
  }

  /** The lane of each device type. */
  private static Map<String, String> lanes() {
    try (InputStream in = RuleTexts.class.getResourceAsStream("/device-types.yaml")) {
      var lanes = new TreeMap<String, String>();
      if (new Load(LoadSettings.builder().build()).loadFromInputStream(in)
          instanceof Map<?, ?> types) {
        types.forEach(
            (key, type) -> {
              if (type instanceof Map<?, ?> entry) {
                lanes.put(String.valueOf(key), String.valueOf(entry.get("lane")));
              }
            });
      }
      return lanes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
