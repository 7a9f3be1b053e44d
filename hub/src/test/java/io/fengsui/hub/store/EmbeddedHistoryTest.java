package io.fengsui.hub.store;

import io.fengsui.hub.store.questdb.EmbeddedHistory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryTest extends HistoryContract {

  @TempDir Path folder;

  @Override
  protected HistoryStore open() {
    return new EmbeddedHistory(folder, Duration.ofDays(90), Duration.ofSeconds(10));
  }
}
