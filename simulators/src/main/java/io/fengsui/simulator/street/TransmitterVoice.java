package io.fengsui.simulator.street;

import io.fengsui.simulator.gb26875.Report;
import io.fengsui.simulator.gb26875.Transmitter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A fire transmitter's own words: that it lives, and whether it is well. */
final class TransmitterVoice implements Voice {
  private final Transmitter box;

  TransmitterVoice(Transmitter box) {
    this.box = box;
  }

  @Override
  public CompletableFuture<Void> open() {
    return box.open();
  }

  @Override
  public boolean connected() {
    return box.connected();
  }

  @Override
  public CompletableFuture<Void> report(Map<String, Object> values, long at) {
    if (values.isEmpty()) {
      return box.beat();
    }
    boolean fault = Boolean.TRUE.equals(values.get("fault"));
    int state = Report.NORMAL | (fault ? Report.FAULT : 0);
    return box.tell(List.of(new Report.TransmitterState(state, box.at(at))));
  }

  @Override
  public CompletableFuture<Void> babble() {
    return box.babble();
  }

  @Override
  public CompletableFuture<Void> close() {
    box.close();
    return CompletableFuture.completedFuture(null);
  }
}
