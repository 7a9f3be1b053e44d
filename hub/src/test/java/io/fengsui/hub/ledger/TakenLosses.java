package io.fengsui.hub.ledger;

import io.fengsui.adapter.Raw;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stands where the ledger's writer stands, and keeps what it is offered. */
public final class TakenLosses {

  private final Losses losses;
  private final List<Loss> taken = new ArrayList<>();

  public TakenLosses(Losses losses) {
    this.losses = losses;
  }

  /** How many there are by now. */
  public int look() throws InterruptedException {
    losses.take(taken, 1);
    return taken.size();
  }

  /** What would be kept of the one that came over a link. */
  public Optional<Raw> sampleOf(String link, LossReason reason) {
    return taken.stream()
        .filter(loss -> loss.link().equals(link) && loss.reason() == reason)
        .flatMap(loss -> Optional.ofNullable(loss.sample()).stream())
        .map(Sample::raw)
        .findFirst();
  }
}
