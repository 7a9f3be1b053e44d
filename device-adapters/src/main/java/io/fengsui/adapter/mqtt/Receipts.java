package io.fengsui.adapter.mqtt;

import io.fengsui.adapter.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The receipts of one publish that said several things. */
final class Receipts {

  private Receipts() {}

  /**
   * One for all, once all have settled: busy if one is, so that the publish is sent again; else
   * accepted, since what was rejected is in the ledger and the rest is on disk.
   */
  static CompletableFuture<Receipt> together(List<CompletableFuture<Receipt>> all) {
    if (all.size() == 1) {
      return all.getFirst();
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            settled ->
                all.stream()
                    .map(CompletableFuture::join)
                    .filter(Receipt.Busy.class::isInstance)
                    .findFirst()
                    .orElse(Receipt.Accepted.INSTANCE));
  }
}
