package io.fengsui.hub.event;

/**
 * An event as one change left it, with that change.
 *
 * @param event the event at revision {@code change.revision()}
 */
public record EventRevision(GovernanceEvent event, HistoryEntry change) {

  /** What it is called to the outside: {@code io.fengsui.event.raised} and so on. */
  public String type() {
    boolean again = change.kind() == HistoryEntry.Kind.RAISED && event.recurrences() > 0;
    return "io.fengsui.event." + (again ? "recurred" : change.kind().key());
  }
}
