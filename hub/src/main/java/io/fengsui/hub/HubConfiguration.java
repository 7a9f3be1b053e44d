package io.fengsui.hub;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every stage shares. */
@Configuration(proxyBeanMethods = false)
class HubConfiguration {

  /** The only clock: nothing else in the hub reads the time of day. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
