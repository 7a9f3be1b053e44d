package io.fengsui.hub.store.export;

import io.fengsui.hub.store.HistoryStore;
import java.io.Closeable;

/**
 * A file of readings that is being written. It is whole only after {@link #finish}; closing leaves
 * the stream open. Used by one thread.
 */
public interface ReadingFile extends HistoryStore.RowSink, Closeable {

  /** Writes what makes the file whole. */
  void finish() throws java.io.IOException;
}
