package io.fengsui.hub.store;

import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.store.influx.InfluxHistory;
import io.fengsui.hub.store.questdb.EmbeddedHistory;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the store in place that the settings name. */
@Configuration(proxyBeanMethods = false)
class HistoryConfiguration {

  @Bean
  History history(Bus bus, HistoryProperties settings, StoreCloser store, MeterRegistry registry) {
    return new History(bus, store.store(), settings, registry);
  }

  @Bean
  StoreCloser historyStore(Environment environment, HistoryProperties settings) {
    Path data = Path.of(environment.getProperty("fengsui.data", "data"));
    return new StoreCloser(
        switch (settings.store()) {
          case EMBEDDED ->
              Optional.of(
                  new EmbeddedHistory(
                      data.resolve("history"), settings.retention(), settings.patience()));
          case INFLUX -> Optional.of(new InfluxHistory(settings.influx(), settings.patience()));
          case NONE -> Optional.empty();
        });
  }

  /** Closes the store after all who read it. */
  record StoreCloser(Optional<HistoryStore> store) implements AutoCloseable {
    @Override
    public void close() {
      store.ifPresent(HistoryStore::close);
    }
  }
}
