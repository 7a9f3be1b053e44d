package io.fengsui.hub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The tests of all that speaks to the database, once more, on a server that is not the hub's. */
class OutsideDatabaseTest {

  private static final List<String> TESTS =
      List.of(
          "io.fengsui.hub.account.AccountsTest",
          "io.fengsui.hub.audit.AuditLogTest",
          "io.fengsui.hub.device.DeviceRegistryTest",
          "io.fengsui.hub.dispatch.OutboxPurgeTest",
          "io.fengsui.hub.dispatch.desk.DeskTest",
          "io.fengsui.hub.event.EventJournalTest");

  @Test
  void registry_events_dispatch_and_audit_are_the_same_on_an_outside_server() {
    List<ClassSelector> classes = TESTS.stream().map(DiscoverySelectors::selectClass).toList();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(classes)
            .configurationParameter(TestDatabase.WHERE, "outside")
            .build();
    var listener = new SummaryGeneratingListener();

    LauncherFactory.create().execute(request, listener);

    var summary = listener.getSummary();
    var failures = new StringWriter();
    summary.printFailuresTo(new PrintWriter(failures, true));
    assertThat(summary.getTotalFailureCount()).as("%s", failures).isZero();
    assertThat(summary.getTestsSucceededCount()).isGreaterThan(30);
  }
}
