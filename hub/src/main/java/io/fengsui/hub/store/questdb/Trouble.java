package io.fengsui.hub.store.questdb;

import io.questdb.cairo.CairoError;
import io.questdb.cairo.CairoException;
import java.io.IOException;

/** What goes wrong in QuestDB, as an {@link IOException} of the hub. */
final class Trouble {

  /** Something that QuestDB is asked to do. */
  @FunctionalInterface
  interface Task<T> {
    T run() throws IOException;
  }

  private Trouble() {}

  /** Does it; {@code doing} begins the sentence that says what failed. */
  static <T> T told(String doing, Task<T> task) throws IOException {
    try {
      return task.run();
    } catch (CairoException e) {
      // QuestDB uses the same object again for its next exception: its words are copied now
      throw new IOException(
          "%s: %s (errno %d)".formatted(doing, e.getFlyweightMessage(), e.getErrno()));
    } catch (CairoError e) {
      throw new IOException(doing + ": " + e.getMessage(), e);
    }
  }
}
