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
    if (!post.kind().over().equals("gb26875")) {
      return "";
    }
    return post.behind().isEmpty() ? Long.toString(transmitter(post)) : part(post).toString();
  }

  /** The number of a transmitter: the end of its grid's code, and its building's number. */
  static long transmitter(Post post) {
    String grid = post.grid();
    long end = Long.parseLong(grid.substring(Math.max(0, grid.length() - GRID_DIGITS)));
    String building = post.key().substring(0, post.key().indexOf('/'));
    return end * BUILDINGS + Long.parseLong(building) % BUILDINGS;
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
