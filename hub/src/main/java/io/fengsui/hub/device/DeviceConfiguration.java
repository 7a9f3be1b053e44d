package io.fengsui.hub.device;

import io.fengsui.adapter.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the registry takes from the settings of others. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {

  private static final ConfigurationPropertyName LINKS =
      ConfigurationPropertyName.of("fengsui.links");

  @Bean
  LinkNames linkNames(Environment environment, List<Protocol<?>> protocols) {
    Binder binder = Binder.get(environment);
    Map<String, Object> links =
        binder.bind(LINKS, Bindable.mapOf(String.class, Object.class)).orElseGet(Map::of);
    var byName = new HashMap<String, Boolean>();
    links.forEach(
        (name, link) -> {
          if (link instanceof Map<?, ?> settings && !"false".equals(settings.get("enabled") + "")) {
            byName.put(
                name,
                protocols.stream()
                    .filter(protocol -> settings.containsKey(protocol.name()))
                    .anyMatch(protocol -> needsKeys(binder, name, protocol)));
          }
        });
    return new LinkNames(byName);
  }

  private static <S extends Record> boolean needsKeys(
      Binder binder, String link, Protocol<S> protocol) {
    String at = LINKS.append(link).append(protocol.name()).toString();
    try {
      return protocol.needsKeys(binder.bindOrCreate(at, Bindable.of(protocol.settings())));
    } catch (BindException e) {
      return false; // no such link starts: whoever starts links tells all that is wrong with it
    }
  }
}
