package io.fengsui.hub.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device as somebody asks to register it; nothing is checked yet. Left out is null.
 *
 * @param id made by the hub if left out
 * @param tags see {@link Tags}
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
    @Nullable List<String> tags) {

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
