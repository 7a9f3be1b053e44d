package io.fengsui.hub.link;

import io.fengsui.adapter.Protocol;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.device.LatePolicy;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.link.LinkStatus.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;

/** Finds the protocols and the links' settings. */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
    basePackageClasses = Protocol.class,
    useDefaultFilters = false,
    includeFilters =
        @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Protocol.class))
class LinkConfiguration {

  @Bean
  LinkSupervisor linkSupervisor(
      List<Protocol<?>> protocols,
      Environment environment,
      LinkProperties settings,
      Bus bus,
      DeviceDirectory devices,
      Losses losses,
      LatePolicy late,
      Clock clock,
      MeterRegistry meters,
      ApplicationEventPublisher events) {
    return new LinkSupervisor(
        new LinkSettings(new Protocols(protocols), environment).read(),
        settings,
        bus,
        devices,
        losses,
        late,
        Path.of(environment.getProperty("fengsui.data", "data"), "links"),
        clock,
        meters,
        status -> events.publishEvent(new LinkChanged(status)));
  }

  /** Down until the links have been started, and while none of them serves. */
  @Bean
  HealthIndicator linksHealthIndicator(LinkSupervisor supervisor) {
    return () -> {
      List<LinkStatus> links = supervisor.statuses();
      boolean serves =
          links.isEmpty() || links.stream().anyMatch(link -> link.state() == State.RUNNING);
      Health.Builder health = serves && supervisor.isRunning() ? Health.up() : Health.down();
      links.forEach(
          link -> health.withDetail(link.name(), link.state() + ": " + link.detail().en()));
      return health.build();
    };
  }
}
