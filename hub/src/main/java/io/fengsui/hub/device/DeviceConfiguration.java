package io.fengsui.hub.device;

import io.fengsui.adapter.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the registry takes from the settings of others. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {

  @Bean
  LinkNames linkNames(Environment environment, List<Protocol<?>> protocols) {
    Set<String> keyed =
        protocols.stream()
            .filter(Protocol::needsKeys)
            .map(Protocol::name)
            .collect(Collectors.toSet());
    Map<String, Object> links =
        Binder.get(environment)
            .bind("fengsui.links", Bindable.mapOf(String.class, Object.class))
            .orElseGet(Map::of);
    var byName = new HashMap<String, Boolean>();
    links.forEach(
        (name, link) -> {
          if (link instanceof Map<?, ?> settings && !"false".equals(settings.get("enabled") + "")) {
            byName.put(name, settings.keySet().stream().anyMatch(keyed::contains));
          }
        });
    return new LinkNames(byName);
  }
}
