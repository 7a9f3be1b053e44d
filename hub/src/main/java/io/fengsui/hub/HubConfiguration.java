package io.fengsui.hub;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What every stage shares. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

  private static final int HIGHEST_PORT = 65_535;

  /** The only clock: nothing else in the hub reads the time of day. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  /**
   * Opens the data folder before anything that keeps something in it, and gives it up after all.
   */
  @Bean
  static BeanFactoryPostProcessor dataFolder(Environment environment) {
    return beans -> {
      DataFolder folder = DataFolder.open(Path.of(environment.getProperty("fengsui.data", "data")));
      ((DefaultListableBeanFactory) beans).registerDisposableBean("openDataFolder", folder);
    };
  }

  /** Moves the web's port as {@code fengsui.port-offset} moves the links' ports. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  WebServerFactoryCustomizer<ConfigurableWebServerFactory> portOffset(Environment environment) {
    int offset = environment.getProperty("fengsui.port-offset", Integer.class, 0);
    int port = environment.getProperty("server.port", Integer.class, 8080);
    return factory -> {
      if (port > 0 && offset != 0) {
        if (port + offset < 1 || port + offset > HIGHEST_PORT) {
          throw new IllegalArgumentException(
              "server.port %d moved by fengsui.port-offset %d is out of range"
                  .formatted(port, offset));
        }
        factory.setPort(port + offset);
      }
    };
  }
}
