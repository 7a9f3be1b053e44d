package io.fengsui.hub.event;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class EventConfiguration {

  @Bean
  DatabasePatience databasePatience(Clock clock) {
    return new DatabasePatience(clock);
  }
}
