package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.Health;
import io.fengsui.hub.device.Place;
import io.fengsui.hub.problem.Sentence;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device as the API and the pages show it.
 *
 * @param address what its link calls it, null if that is its id
 * @param at WGS 84, null when not known
 * @param supervision key of its class
 * @param tags in the order of the alphabet
 * @param since when this health began
 * @param nextReportBy by when its next report is expected; null if it was never heard
 * @param battery percent, null when never reported
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceView(
    String id,
    String type,
    Sentence typeName,
    String name,
    String link,
    @Nullable String parent,
    @Nullable String address,
    String grid,
    Rooms place,
    @Nullable Point at,
    String supervision,
    Set<String> tags,
    Device.State state,
    Health health,
    Sentence healthReason,
    @Nullable Instant lastHeardAt,
    Instant since,
    @Nullable Instant nextReportBy,
    Instant registeredAt,
    String installer,
    @Nullable Double battery) {

  /** The place in words; empty when not known. */
  public record Rooms(String community, String street, String building, String floor, String room) {

    static Rooms of(Place place) {
      return new Rooms(
          place.community(), place.street(), place.building(), place.floor(), place.room());
    }
  }

  /** Degrees north and east. */
  public record Point(double latitude, double longitude) {}
}
