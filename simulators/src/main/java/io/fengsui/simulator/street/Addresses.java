package io.fengsui.simulator.street;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fengsui.simulator.gb26875.Part;
import io.fengsui.simulator.scenario.Post;
import java.util.zip.CRC32;

/** What devices are called on the hub's links. */
final class Addresses {
  private static final int GRID_DIGITS = 9;
  private static final int BUILDINGS = 1000;
  private static final int WORD = 0xFFFF;

  private Addresses() {}

  /** The address to register a device with; empty where it goes by its id. */
  static String of(Post post) {
    boolean itself = post.behind().isEmpty();
    return switch (post.kind().over()) {
      case "gb26875" -> itself ? Long.toString(transmitter(post)) : part(post).toString();
      case "zigbee2mqtt" -> itself ? "" : ieee(post);
      default -> "";
    };
  }

  /** A Zigbee device's: a maker's block, its building and a checksum of where it is. */
  static String ieee(Post post) {
    var place = new CRC32();
    place.update(post.key().getBytes(UTF_8));
    return "0x00158d%02x%08x".formatted(building(post) & 0xFF, place.getValue());
  }

  private static long building(Post post) {
    return Long.parseLong(post.key().substring(0, post.key().indexOf('/')));
  }

  /** The number of a transmitter: the end of its grid's code, and its building's number. */
  static long transmitter(Post post) {
    String grid = post.grid();
    long end = Long.parseLong(grid.substring(Math.max(0, grid.length() - GRID_DIGITS)));
    return end * BUILDINGS + building(post) % BUILDINGS;
  }

  /**
   * A point of the fire alarm system: the floor is its zone; rooms have a checksum of their name.
   */
  static Part part(Post post) {
    var room = new CRC32();
    room.update(post.room().getBytes(UTF_8));
    return Part.of(post.floor() & WORD, (int) room.getValue() & WORD);
  }
}
