package io.fengsui.hub.ledger;

import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import java.time.Instant;
import java.util.Optional;

/** Reads lost input again, with the adapter of the link it came over. Thread-safe, no I/O. */
public interface LostInput {

  /**
   * What the input means now. A device's time that cannot be was set aside.
   *
   * @param at when the input came
   * @return empty if there is no such link any more, or its adapter reads nothing again
   */
  Optional<Meaning> read(String link, Raw raw, Instant at);
}
