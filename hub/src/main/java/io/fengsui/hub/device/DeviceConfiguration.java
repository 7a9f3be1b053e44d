package io.fengsui.hub.device;

import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What the registry takes from the settings of others. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {

  @Bean
  LinkNames linkNames(Environment environment) {
    return new LinkNames(
        Binder.get(environment)
            .bind("fengsui.links", Bindable.mapOf(String.class, Object.class))
            .orElseGet(Map::of)
            .keySet());
  }
}
