package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fengsui.hub.event.EventDocument;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.Scene;
import org.jspecify.annotations.Nullable;

/**
 * An event in the API: what the webhook tells, where it is, and its task.
 *
 * @param at absent when the place has no coordinates
 * @param taskId absent when there is no task
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventView(
    @JsonUnwrapped EventDocument event, @Nullable Coordinates at, @Nullable Long taskId) {

  /** Degrees, WGS 84. */
  record Coordinates(double latitude, double longitude) {}

  static EventView of(GovernanceEvent event, @Nullable Long taskId) {
    Scene place = event.place();
    Double latitude = place.latitude();
    Double longitude = place.longitude();
    return new EventView(
        EventDocument.of(event),
        latitude == null || longitude == null ? null : new Coordinates(latitude, longitude),
        taskId);
  }
}
