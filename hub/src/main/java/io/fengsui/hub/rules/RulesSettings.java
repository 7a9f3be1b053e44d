package io.fengsui.hub.rules;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the rules.
 *
 * @param files rule files to run instead of the shipped ones and those in {@code data/rules}
 * @param snapshotEvery the engine's state is saved this long after it was saved last, if it moved
 * @param snapshotEntries or after this many records, whichever comes first
 * @param batch most records that are evaluated before their events are stored
 */
@ConfigurationProperties("fengsui.rules")
record RulesSettings(
    @DefaultValue List<String> files,
    @DefaultValue("5s") Duration snapshotEvery,
    @DefaultValue("50000") int snapshotEntries,
    @DefaultValue("2000") int batch) {
  RulesSettings {
    files = List.copyOf(files);
    if (!snapshotEvery.isPositive() || snapshotEntries < 1 || batch < 1) {
      throw new IllegalArgumentException(
          "fengsui.rules.snapshot-every, snapshot-entries and batch must be positive");
    }
  }
}
