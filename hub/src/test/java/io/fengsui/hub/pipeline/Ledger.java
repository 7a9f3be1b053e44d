package io.fengsui.hub.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The devices' own book: what they sent, and what the hub said it has. */
final class Ledger {

  /** One sending of a message; {@code number} is the message's. */
  record Sent(long number, String device, CompletionStage<Long> receipt) {

    /** Whether the hub acknowledged it. */
    boolean isAcknowledged() {
      var done = receipt.toCompletableFuture();
      return done.isDone() && !done.isCompletedExceptionally();
    }

    long position() {
      return receipt.toCompletableFuture().join();
    }
  }

  private final List<Sent> sendings = new ArrayList<>();
  private long numbers;

  long nextNumber() {
    return ++numbers;
  }

  void sent(long number, String device, CompletionStage<Long> receipt) {
    sendings.add(new Sent(number, device, receipt));
  }

  List<Sent> sendings() {
    return sendings;
  }

  List<Sent> acknowledged() {
    return sendings.stream().filter(Sent::isAcknowledged).toList();
  }
}
