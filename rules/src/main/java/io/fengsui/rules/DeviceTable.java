package io.fengsui.rules;

import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Devices by id: a table with open places, in which finding one costs a wait for memory less than
 * in a map.
 */
final class DeviceTable {

  private @Nullable Device[] table = new @Nullable Device[1024];
  private int size;

  @Nullable Device find(String id) {
    return table[place(id)];
  }

  /** The same, sooner if it is the very subject that is watched. */
  @SuppressWarnings("ReferenceEquality") // what is the same is equal, without a look at it
  @Nullable Device find(Subject subject) {
    int mask = table.length - 1;
    int place = begin(subject.id());
    for (Device device = table[place]; device != null; device = table[place]) {
      if (device.subject == subject || device.subject.id().equals(subject.id())) {
        return device;
      }
      place = place + 1 & mask;
    }
    return null;
  }

  Collection<Device> all() {
    var all = new ArrayList<Device>(size);
    for (Device device : table) {
      if (device != null) {
        all.add(device);
      }
    }
    return all;
  }

  /** Adds a device, or puts it in the place of the one with its id. */
  void put(Device device) {
    int place = place(device.id());
    if (table[place] == null && ++size > table.length / 2) {
      grow();
      place = place(device.id());
    }
    table[place] = device;
  }

  @Nullable Device remove(String id) {
    int hole = place(id);
    Device gone = table[hole];
    if (gone == null) {
      return null;
    }
    size--;
    int mask = table.length - 1;
    int place = hole;
    while (true) {
      place = place + 1 & mask;
      Device next = table[place];
      if (next == null) {
        break;
      }
      int way = place - begin(next.id()) & mask;
      if (way >= (place - hole & mask)) {
        table[hole] = next;
        hole = place;
      }
    }
    table[hole] = null;
    return gone;
  }

  private void grow() {
    Collection<Device> all = all();
    table = new @Nullable Device[2 * table.length];
    all.forEach(device -> table[place(device.id())] = device);
  }

  /** Where the device with the id is, or would be. */
  private int place(String id) {
    int mask = table.length - 1;
    int place = begin(id);
    for (Device device = table[place]; device != null; device = table[place]) {
      if (device.subject.id().equals(id)) {
        return place;
      }
      place = place + 1 & mask;
    }
    return place;
  }

  private int begin(String id) {
    int hash = id.hashCode() * 0x9e3779b9;
    return (hash ^ hash >>> 16) & table.length - 1;
  }
}
