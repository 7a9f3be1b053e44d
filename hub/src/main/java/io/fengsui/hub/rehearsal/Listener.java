package io.fengsui.hub.rehearsal;

import io.fengsui.hub.bus.Lane;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hears how a rehearsal goes. Called on the rehearsal's thread, about twice a second. */
@FunctionalInterface
public interface Listener {

  /**
   * It has come so far.
   *
   * @throws IOException if nobody listens any more: the rehearsal ends with it
   */
  void reached(Progress progress) throws IOException;

  /**
   * How far it is.
   *
   * @param fraction of all that is to be read, about; 0 to 1
   * @param at the time that is being replayed
   * @param lane null while all lanes are read together
   * @param records replayed so far
   * @param perSecond records, on average since it began
   */
  record Progress(
      double fraction,
      Instant at,
      Source source,
      @Nullable Lane lane,
      long records,
      long perSecond) {}
}
