package io.fengsui.hub.event;

import io.fengsui.hub.database.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stages event and dispatch, wired as in the hub, on a test's database and clock. */
public final class EventStage implements AutoCloseable {
  private final AnnotationConfigApplicationContext context;

  @Configuration
  @ComponentScan(
      basePackages = {"io.fengsui.hub.event", "io.fengsui.hub.dispatch", "io.fengsui.hub.audit"})
  @ConfigurationPropertiesScan("io.fengsui.hub.dispatch")
  static class Wiring {}

  /** Starts them. */
  public EventStage(TestDatabase database, Clock clock, Map<String, String> settings) {
    this(database.dataSource(), clock, settings);
  }

  public EventStage(DataSource dataSource, Clock clock, Map<String, String> settings) {
    context = new AnnotationConfigApplicationContext();
    TestPropertyValues.of(settings).applyTo(context);
    context.registerBean(
        "dataSource", DataSource.class, () -> dataSource, bean -> bean.setDestroyMethodName(""));
    context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
    context.registerBean(
        PlatformTransactionManager.class, () -> new JdbcTransactionManager(dataSource));
    context.registerBean(
        TransactionTemplate.class,
        () -> new TransactionTemplate(new JdbcTransactionManager(dataSource)));
    context.registerBean(Clock.class, () -> clock);
    context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
    context.register(Wiring.class);
    context.refresh();
  }

  public EventJournal journal() {
    return get(EventJournal.class);
  }

  public <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  /** Hears what is published. */
  public void listen(java.util.function.Consumer<Object> listener) {
    context.addApplicationListener(
        (ApplicationListener<PayloadApplicationEvent<?>>)
            published -> listener.accept(published.getPayload()));
  }

  @Override
  public void close() {
    context.close();
  }
}
