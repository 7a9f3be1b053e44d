package io.fengsui.hub.bus;

/** What the writer has to do next. */
sealed interface Work {
  /**
   * Make a batch durable.
   *
   * @param first position of its first record
   * @param at its stamp
   */
  record Write(OpenBatch batch, long first, long at) implements Work {
    long end() {
      return first + batch.count();
    }
  }

  /** Nothing came. */
  record Idle() implements Work {}

  /** The lane is closed and all that was appended is done. */
  record End() implements Work {}
}
