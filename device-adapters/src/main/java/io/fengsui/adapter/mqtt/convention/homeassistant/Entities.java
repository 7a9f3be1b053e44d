package io.fengsui.adapter.mqtt.convention.homeassistant;

import io.fengsui.adapter.mqtt.convention.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All entities that were announced, by configuration and by the topics that they are told on. When
 * full, new ones are refused: those that are known go on. Not thread-safe.
 */
final class Entities {

  static final int MOST = 20_000;

  private final Map<String, List<Entity>> byConfig = new LinkedHashMap<>();
  private final Map<String, Set<Entity>> byTopic = new LinkedHashMap<>();
  private int count;

  /** What was announced with a configuration so far. */
  List<Entity> of(String config) {
    return byConfig.getOrDefault(config, List.of());
  }

  /**
   * Puts what a configuration says in place of what it said.
   *
   * @return which topics are new, and which nobody is told on any more; empty if there is no room
   */
  Optional<List<Finding.Listen>> put(String config, List<Entity> entities) {
    List<Entity> earlier = of(config);
    if (count - earlier.size() + entities.size() > MOST) {
      return Optional.empty();
    }
    Set<String> concerned = new LinkedHashSet<>();
    earlier.forEach(entity -> concerned.addAll(topics(entity)));
    entities.forEach(entity -> concerned.addAll(topics(entity)));
    List<String> before = concerned.stream().filter(this::knows).toList();
    remove(config);
    add(config, entities);
    return Optional.of(
        concerned.stream()
            .filter(topic -> before.contains(topic) != knows(topic))
            .map(topic -> new Finding.Listen(topic, knows(topic)))
            .toList());
  }

  private void add(String config, List<Entity> entities) {
    if (entities.isEmpty()) {
      return;
    }
    byConfig.put(config, entities);
    count += entities.size();
    for (Entity entity : entities) {
      for (String topic : topics(entity)) {
        byTopic.computeIfAbsent(topic, none -> new LinkedHashSet<>()).add(entity);
      }
    }
  }

  private void remove(String config) {
    List<Entity> earlier = byConfig.remove(config);
    if (earlier == null) {
      return;
    }
    count -= earlier.size();
    for (Entity entity : earlier) {
      for (String topic : topics(entity)) {
        Set<Entity> there = byTopic.get(topic);
        if (there != null && there.remove(entity) && there.isEmpty()) {
          byTopic.remove(topic);
        }
      }
    }
  }

  private static List<String> topics(Entity entity) {
    List<String> topics = new ArrayList<>();
    if (entity.stateTopic() != null) {
      topics.add(entity.stateTopic());
    }
    if (entity.attributesTopic() != null) {
      topics.add(entity.attributesTopic());
    }
    entity.availability().forEach(each -> topics.add(each.topic()));
    return topics;
  }

  boolean knows(String topic) {
    return byTopic.containsKey(topic);
  }

  Set<Entity> on(String topic) {
    return byTopic.getOrDefault(topic, Set.of());
  }

  /** All topics that entities are told on. */
  Set<String> topics() {
    return Set.copyOf(byTopic.keySet());
  }
}
