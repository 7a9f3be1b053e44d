package io.fengsui.hub.link;

import io.fengsui.adapter.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The protocols that were found, by name. Immutable. */
final class Protocols {

  private final Map<String, Protocol<?>> byName = new TreeMap<>();

  /**
   * @throws IllegalStateException if two have the same name
   */
  Protocols(Collection<Protocol<?>> found) {
    for (Protocol<?> protocol : found) {
      Protocol<?> other = byName.put(protocol.name(), protocol);
      if (other != null) {
        throw new IllegalStateException(
            "two protocols are named %s: %s and %s"
                .formatted(
                    protocol.name(), other.getClass().getName(), protocol.getClass().getName()));
      }
    }
  }

  Optional<Protocol<?>> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
