package io.fengsui.adapter.mqtt.convention.homeassistant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.json.Utf8;
import io.fengsui.adapter.mqtt.convention.AnyOf;
import io.fengsui.adapter.mqtt.convention.Bounded;
import io.fengsui.adapter.mqtt.convention.Convention;
import io.fengsui.adapter.mqtt.convention.Finding;
import io.fengsui.adapter.mqtt.convention.Findings;
import io.fengsui.adapter.mqtt.convention.Gathered;
import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Parsed;
import io.fengsui.adapter.mqtt.convention.Publish;
import io.fengsui.adapter.mqtt.convention.Registered;
import io.fengsui.adapter.mqtt.convention.homeassistant.Entity.Availability;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Devices that announce themselves as Home Assistant wants it. One is registered with any of its
 * identifiers. The topics that they name are subscribed to while they are announced.
 */
public final class HomeAssistant implements Convention {

  private static final String CONFIG = "/config";

  private final String prefix;
  private final Registered registered;
  private final Entities entities = new Entities();
  private final Map<DeviceId, AnyOf> flags = new Bounded<>(Entities.MOST);
  private final Map<DeviceId, Reachability> reachable = new Bounded<>(Entities.MOST);

  /**
   * @param prefix the first level of announcements, {@code homeassistant} unless set otherwise
   */
  public HomeAssistant(String prefix, Registered registered) {
    this.prefix = prefix;
    this.registered = registered;
  }

  @Override
  public List<String> filters() {
    List<String> filters = new ArrayList<>(entities.topics());
    filters.addFirst(prefix + "/#");
    return filters;
  }

  @Override
  public boolean owns(String topic) {
    return entities.knows(topic)
        || (topic.startsWith(prefix) && topic.startsWith("/", prefix.length()));
  }

  @Override
  public List<Finding> hear(Publish publish) {
    var findings = new Findings(publish);
    if (entities.knows(publish.topic())) {
      told(publish, findings);
    } else if (publish.topic().endsWith(CONFIG)) {
      announced(publish, findings);
    }
    return findings.all();
  }

  private void announced(Publish publish, Findings findings) {
    String topic = publish.topic();
    String[] level = topic.substring(prefix.length() + 1).split("/", -1);
    if (level.length < 3 || level.length > 4) {
      return;
    }
    List<Entity> found = List.of();
    if (publish.payload().length > 0) {
      switch (Parsed.of(publish.payload())) {
        case Parsed.Good(Node.Members config) ->
            found = EntityReader.read(topic, level[0], level[level.length - 2], config);
        case Parsed.Good _ ->
            findings.lost(null, Reason.MALFORMED, "a configuration is no JSON object");
        case Parsed.Bad(var why) -> findings.lost(null, why);
      }
    }
    List<Entity> earlier = entities.of(topic);
    Optional<List<Finding.Listen>> wishes = entities.put(topic, found);
    if (wishes.isEmpty()) {
      var why = "more than %d entities were announced".formatted(Entities.MOST);
      findings.lost(null, Reason.TOO_LARGE, why);
      return;
    }
    if (!found.isEmpty()) {
      findings.remember();
    } else if (!earlier.isEmpty()) {
      findings.forget(topic);
    }
    earlier.forEach(this::forget);
    wishes.get().forEach(findings::add);
    introduce(found, findings);
  }

  /** What a part said that is announced no longer, or otherwise, holds no flag up. */
  private void forget(Entity entity) {
    device(entity).map(flags::get).ifPresent(parts -> parts.forget(entity.id()));
  }

  private void introduce(List<Entity> found, Findings findings) {
    Set<String> shown = new HashSet<>();
    for (Entity entity : found) {
      Optional<DeviceId> device = device(entity);
      String address = entity.identifiers().getFirst();
      if (device.isEmpty() && shown.add(address)) {
        findings.seen(null, address, entity.about());
      }
      if (entity.template() == null) {
        var why = "the template of %s is not understood".formatted(entity.name());
        findings.lost(device.orElse(null), Reason.MALFORMED, why);
      }
    }
  }

  private Optional<DeviceId> device(Entity entity) {
    return entity.identifiers().stream()
        .flatMap(each -> registered.find(each).stream())
        .findFirst();
  }

  private void told(Publish publish, Findings findings) {
    if (publish.payload().length > Publish.MAX_PAYLOAD
        || !Utf8.isWellFormed(publish.payload(), publish.payload().length)) {
      findings.lost(null, Reason.MALFORMED, "a state is not UTF-8, or larger than 256 KiB");
      return;
    }
    String text = new String(publish.payload(), UTF_8);
    Node json = Parsed.of(publish.payload()) instanceof Parsed.Good(Node node) ? node : null;
    Map<DeviceId, Gathered> said = new LinkedHashMap<>();
    Map<DeviceId, Gathered> overAtOnce = new LinkedHashMap<>();
    Set<String> strangers = new HashSet<>();
    for (Entity entity : entities.on(publish.topic())) {
      Optional<DeviceId> device = device(entity);
      if (device.isEmpty()) {
        if (publish.topic().equals(entity.stateTopic())
            && strangers.add(entity.identifiers().getFirst())) {
          findings.unknown(null, entity.identifiers().getFirst(), entity.about());
        }
        continue;
      }
      if (publish.topic().equals(entity.stateTopic()) && !text.isEmpty()) {
        Gathered gathered = said.computeIfAbsent(device.get(), none -> new Gathered());
        boolean on = state(device.get(), entity, text, json, gathered, publish, findings);
        if (on && entity.momentary()) {
          var over = overAtOnce.computeIfAbsent(device.get(), none -> new Gathered());
          DeviceClasses.flag(entity, false, flags(device.get()), over);
        }
      }
      if (publish.topic().equals(entity.attributesTopic()) && json instanceof Node.Members all) {
        Gathered gathered = said.computeIfAbsent(device.get(), none -> new Gathered());
        all.all().forEach(gathered::outside);
      }
      entity.availability().stream()
          .filter(each -> each.topic().equals(publish.topic()))
          .forEach(each -> availability(device.get(), entity, each, text, json, findings));
    }
    said.forEach((device, gathered) -> findings.said(device, null, gathered));
    overAtOnce.forEach((device, gathered) -> findings.said(device, null, gathered));
  }

  /**
   * Takes what an entity says.
   *
   * @return whether it is on; a moment that a broker had kept is over
   */
  private boolean state(
      DeviceId device,
      Entity entity,
      String text,
      @Nullable Node json,
      Gathered gathered,
      Publish publish,
      Findings findings) {
    if (entity.template() == null) {
      gathered.outside(entity.name(), new Node.Text(text));
      return false;
    }
    Node value = entity.template().apply(text, json);
    if (value == null || value instanceof Node.Null || value.plain().equalsIgnoreCase("none")) {
      return false; // unknown
    }
    if (entity.component().equals("sensor") || entity.component().equals("number")) {
      DeviceClasses.quantity(entity, value, gathered);
      return false;
    }
    Boolean said = DeviceClasses.isOn(entity, value);
    if (said == null) {
      var why = "the state of %s is neither on nor off".formatted(entity.name());
      findings.lost(device, Reason.OUT_OF_RANGE, why);
      return false;
    }
    boolean on = said && !(entity.momentary() && publish.retained());
    if (entity.deviceClass().equals("connectivity")) {
      findings.presence(device, on, "it says so");
    } else {
      DeviceClasses.flag(entity, on, flags(device), gathered);
    }
    return on;
  }

  private AnyOf flags(DeviceId device) {
    return flags.computeIfAbsent(device, none -> new AnyOf());
  }

  private void availability(
      DeviceId device,
      Entity entity,
      Availability place,
      String text,
      @Nullable Node json,
      Findings findings) {
    Node value = place.template().apply(text, json);
    String word = value == null ? "" : value.plain();
    if (!word.equals(place.online()) && !word.equals(place.offline())) {
      return; // a template may find nothing in a message that is not meant for it
    }
    Boolean news =
        reachable
            .computeIfAbsent(device, none -> new Reachability())
            .told(place.topic(), word.equals(place.online()), entity.mode());
    if (news != null) {
      findings.presence(device, news, "its availability says so");
    }
  }
}
