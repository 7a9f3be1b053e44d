package io.fengsui.hub.ledger;

import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.Bus;
import io.fengsui.hub.device.DeviceDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the ledger together. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  @Bean
  Losses losses(DeviceDirectory devices, Clock clock, MeterRegistry meters) {
    return new Losses(devices, clock, meters);
  }

  @Bean
  LossTable lossTable(DataSource database, TransactionTemplate transactions) {
    return new LossTable(database, transactions);
  }

  @Bean
  LossWriter lossWriter(
      Losses losses,
      LossTable table,
      LedgerProperties settings,
      Clock clock,
      MeterRegistry meters) {
    return new LossWriter(losses, table, settings, clock, meters);
  }

  @Bean
  LedgerLog ledgerLog(DataSource database) {
    return new LedgerLog(JdbcClient.create(database));
  }

  @Bean
  Replay replay(
      LedgerLog log,
      LossWriter writer,
      LostInput input,
      DeviceDirectory devices,
      Bus bus,
      AuditLog audit,
      TransactionTemplate transactions,
      Clock clock) {
    return new Replay(log, writer, input, devices, bus, audit, transactions, clock);
  }
}
