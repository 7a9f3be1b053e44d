package io.fengsui.simulator.street;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** How a device speaks to the hub. Thread-safe; comes back by itself when the hub was away. */
interface Voice {

  /** Completes when the hub let it in; it keeps trying until then. */
  CompletableFuture<Void> open();

  boolean connected();

  /**
   * Reports what it measures; completes when the hub has acknowledged, fails if it never does.
   *
   * @param values numbers, true or false, texts by metric
   * @param at milliseconds since 1970
   */
  CompletableFuture<Void> report(Map<String, Object> values, long at);

  /** Says what no hub should take for a reading; completes when it is sent. */
  CompletableFuture<Void> babble();

  /** Says goodbye. */
  CompletableFuture<Void> close();
}
