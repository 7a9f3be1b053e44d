package io.fengsui.hub.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device as somebody asks to register it; nothing is checked yet. Left out is null.
 *
 * @param id made by the hub if left out
 * @param tags see {@link Tags}
 * @param address what the link calls it; its id if left out
 * @param key what it proves itself with where the hub must know the key itself: text, or {@code
 *     hex:} and digits; 8 to 64 bytes; made by the hub if left out
 * @param supervision key of a {@link SupervisionClass}; that of the type if left out
 */
public record NewDevice(
    @Nullable String type,
    @Nullable String link,
    @Nullable String name,
    @Nullable String grid,
    @Nullable String id,
    @Nullable Position at,
    @Nullable Rooms place,
    @Nullable String parent,
    @Nullable String supervision,
    @Nullable List<String> tags,
    @Nullable String address,
    @Nullable String key) {

  /**
   * A position with its coordinate system.
   *
   * @param crs name of a {@link Crs}; there is no default
   */
  public record Position(
      @Nullable Double latitude, @Nullable Double longitude, @Nullable String crs) {}

  /** The place in words. */
  public record Rooms(
      @Nullable String community,
      @Nullable String street,
      @Nullable String building,
      @Nullable String floor,
      @Nullable String room) {}
}
