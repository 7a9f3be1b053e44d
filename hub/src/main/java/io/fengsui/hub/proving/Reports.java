package io.fengsui.hub.proving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes and checks signed reports of walk tests. Thread-safe. */
@Component
public class Reports {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final WalkTests tests;
  private final DeviceRegistry registry;
  private final SigningKey key;

  Reports(WalkTests tests, DeviceRegistry registry, SigningKey key) {
    this.tests = tests;
    this.registry = registry;
    this.key = key;
  }

  /**
   * The report of a test; the same, signature included, however often it is asked for.
   *
   * @throws RefusedException if there is no such test, or it is not over
   */
  public Report.Signed of(String test) {
    WalkTest walked = tests.require(test);
    Instant ended = walked.endedAt();
    String by = walked.endedBy();
    if (ended == null || by == null) {
      throw new RefusedException(
          Kind.CONFLICT, "测试 %s 尚未结束".formatted(test), "test %s is not over".formatted(test));
    }
    var report =
        new Report(
            walked.id(),
            walked.zone(),
            walked.person(),
            walked.since(),
            ended,
            by,
            walked.passed() == walked.points().size(),
            walked.points().size(),
            walked.passed(),
            walked.points().stream()
                .sorted(
                    Comparator.comparing(
                            (WalkTest.Point point) -> point.result() == WalkTest.Result.PASSED)
                        .thenComparing(WalkTest.Point::device))
                .map(this::line)
                .toList());
    byte[] text = canonical(JSON.valueToTree(report));
    Base64.Encoder base64 = Base64.getEncoder();
    return new Report.Signed(
        report,
        new Report.Seal(
            "Ed25519", base64.encodeToString(key.open()), base64.encodeToString(key.sign(text))));
  }

  /**
   * Whether this hub signed a report and nobody changed it since.
   *
   * @param signed what {@link Report.Signed} is in JSON
   */
  public boolean isGenuine(JsonNode signed) {
    JsonNode seal = signed.path("signature");
    Optional<byte[]> by = bytes(seal.path("key"));
    Optional<byte[]> value = bytes(seal.path("value"));
    return by.isPresent()
        && value.isPresent()
        && key.verifies(canonical(signed.path("report")), value.get(), by.get());
  }

  private Report.Line line(WalkTest.Point point) {
    Optional<Device> device = registry.find(new DeviceId(point.device()));
    return new Report.Line(
        point.device(),
        device.map(Device::name).orElse(""),
        device.map(each -> each.type().key()).orElse(""),
        device.map(each -> words(each.place())).orElse(""),
        point.result().name().toLowerCase(Locale.ROOT),
        point.alarmAt(),
        point.event());
  }

  private static String words(Place place) {
    return Stream.of(
            place.community(), place.street(), place.building(), place.floor(), place.room())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static Optional<byte[]> bytes(JsonNode base64) {
    try {
      return base64.isString()
          ? Optional.of(Base64.getDecoder().decode(base64.stringValue()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not Base64, so no signature
    }
  }

  private static byte[] canonical(JsonNode node) {
    return JSON.writeValueAsString(sorted(node)).getBytes(StandardCharsets.UTF_8);
  }

  private static Object sorted(JsonNode node) {
    if (node.isObject()) {
      Map<String, Object> members = new TreeMap<>();
      node.propertyStream()
          .filter(each -> !each.getValue().isNull())
          .forEach(each -> members.put(each.getKey(), sorted(each.getValue())));
      return members;
    }
    return node.isArray() ? (Object) items(node) : node;
  }

  private static List<Object> items(JsonNode array) {
    return array.valueStream().map(Reports::sorted).toList();
  }
}
