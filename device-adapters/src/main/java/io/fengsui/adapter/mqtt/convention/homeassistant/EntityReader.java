package io.fengsui.adapter.mqtt.convention.homeassistant;

import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.homeassistant.Entity.Availability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads configurations in both forms, one entity or a device with its components. Pure. */
final class EntityReader {

  private static final int MAX_COMPONENTS = 200;
  private static final int MAX_AVAILABILITY = 8;
  private static final int MAX_IDENTIFIERS = 8;

  /** Components whose state can be a reading. */
  private static final Set<String> HEARD =
      Set.of("binary_sensor", "sensor", "switch", "siren", "lock", "number");

  private EntityReader() {}

  /**
   * The entities of one configuration that can be heard.
   *
   * @param topic its own topic, which names them
   * @param component {@code device} for the form with many
   * @param objectId the last level but one
   */
  static List<Entity> read(String topic, String component, String objectId, Node.Members config) {
    Node.Members full = Keys.expand(config);
    if (!component.equals("device")) {
      return entity(topic, component, objectId, full).stream().toList();
    }
    List<Entity> entities = new ArrayList<>();
    if (full.get("components") instanceof Node.Members(var all)) {
      all.forEach(
          (name, node) -> {
            if (node instanceof Node.Members own && entities.size() < MAX_COMPONENTS) {
              Node.Members merged = Keys.merged(full, own);
              entity(topic + "#" + name, merged.text("platform"), name, merged)
                  .ifPresent(entities::add);
            }
          });
    }
    return entities;
  }

  private static Optional<Entity> entity(
      String id, String component, String name, Node.Members config) {
    List<String> identifiers = identifiers(config);
    String stateTopic = Keys.topic(config, "state_topic");
    String attributesTopic = Keys.topic(config, "json_attributes_topic");
    List<Availability> availability = availability(config);
    boolean says = stateTopic != null || attributesTopic != null || !availability.isEmpty();
    boolean disabled =
        config.get("enabled_by_default") instanceof Node.Bool(boolean enabled) && !enabled;
    if (!HEARD.contains(component) || identifiers.isEmpty() || !says || disabled) {
      return Optional.empty();
    }
    Node template = config.get("value_template");
    return Optional.of(
        new Entity(
            id,
            name,
            identifiers,
            about(config),
            component,
            config.text("device_class"),
            config.text("unit_of_measurement"),
            stateTopic,
            template == null ? Template.whole() : Template.parse(template.plain()).orElse(null),
            Keys.text(config, "payload_on", "ON"),
            Keys.text(config, "payload_off", "OFF"),
            attributesTopic,
            availability,
            Keys.text(config, "availability_mode", "latest"),
            isMomentary(component, config)));
  }

  private static boolean isMomentary(String component, Node.Members config) {
    return component.equals("binary_sensor")
        && !config.text("device_class").equals("connectivity")
        && config.get("off_delay") != null;
  }

  /** One text or a list of them; without a device, the entity's own id. */
  private static List<String> identifiers(Node.Members config) {
    Node device = config.get("device");
    Node said = device == null ? null : device.get("identifiers");
    List<String> all = new ArrayList<>();
    if (said instanceof Node.Elements(var each)) {
      each.stream().limit(MAX_IDENTIFIERS).map(Node::plain).forEach(all::add);
    } else if (said != null) {
      all.add(said.plain());
    } else {
      all.add(config.text("unique_id"));
    }
    all.removeIf(identifier -> identifier.isEmpty() || identifier.length() > 128);
    return all;
  }

  private static Map<String, String> about(Node.Members config) {
    Map<String, String> about = new LinkedHashMap<>();
    about.put("convention", "home-assistant");
    Node device = config.get("device");
    if (device != null) {
      for (String name : List.of("name", "manufacturer", "model", "serial_number", "via_device")) {
        if (!device.text(name).isEmpty()) {
          about.put(name, device.text(name));
        }
      }
      if (!device.text("sw_version").isEmpty()) {
        about.put("firmware", device.text("sw_version"));
      }
    }
    if (config.get("expire_after") instanceof Node seconds) {
      about.put("expire_after", seconds.plain() + " s");
    }
    return about;
  }

  private static List<Availability> availability(Node.Members config) {
    List<Availability> all = new ArrayList<>();
    add(config, "availability_topic", "availability_template", config, all);
    switch (config.get("availability")) {
      case Node.Members one -> add(one, "topic", "value_template", config, all);
      case Node.Elements(var each) ->
          each.stream()
              .limit(MAX_AVAILABILITY)
              .forEach(one -> add(one, "topic", "value_template", config, all));
      case null, default -> {}
    }
    return all;
  }

  private static void add(
      Node from, String topicKey, String templateKey, Node config, List<Availability> to) {
    String topic = Keys.topic(from, topicKey);
    Node template = from.get(templateKey);
    Optional<Template> read =
        template == null ? Optional.of(Template.whole()) : Template.parse(template.plain());
    if (topic != null && read.isPresent()) {
      String online = Keys.text(config, "payload_available", "online");
      String offline = Keys.text(config, "payload_not_available", "offline");
      to.add(
          new Availability(
              topic,
              read.get(),
              Keys.text(from, "payload_available", online),
              Keys.text(from, "payload_not_available", offline)));
    }
  }
}
