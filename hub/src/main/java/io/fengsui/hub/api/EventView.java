package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fengsui.hub.event.EventDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in the API: what the webhook tells, where it is, and its task.
 *
 * @param at absent when the place has no coordinates
 * @param taskId absent when there is no task
 * @param sounding how many secondary alarms follow it and still sound
 * @param members the devices that speak for it, with the names that they have now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EventView(
    @JsonUnwrapped EventDocument event,
    @Nullable Coordinates at,
    @Nullable Long taskId,
    int sounding,
    List<Member> members) {

  /** Degrees, WGS 84. */
  record Coordinates(double latitude, double longitude) {}

  /** A device. */
  record Member(String id, String name) {}
}
