package io.fengsui.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Fetches what is known of devices before their messages come. It lies in places of memory by
 * themselves, one found by the other, and to wait for them takes longer than the rules do. So each
 * step is done for all devices before the next one: the processor then waits for many together.
 */
final class Ahead {

  private final Roster roster;
  private final List<Device> known = new ArrayList<>();

  @SuppressWarnings("UnusedVariable") // else nothing would have to be read
  private long glanced;

  Ahead(Roster roster) {
    this.roster = roster;
  }

  void glance(List<Subject> next) {
    for (int i = 0; i < next.size(); i++) {
      glanced += next.get(i).id().hashCode();
    }
    known.clear();
    for (int i = 0; i < next.size(); i++) {
      Device device = roster.find(next.get(i));
      if (device != null) {
        known.add(device);
      }
    }
    for (int i = 0; i < known.size(); i++) {
      glanced += known.get(i).glance();
    }
  }
}
