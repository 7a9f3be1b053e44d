package io.fengsui.hub.api;

import io.fengsui.adapter.DeviceId;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceDirectory;
import io.fengsui.hub.event.EventDocument;
import io.fengsui.hub.event.EventLog;
import io.fengsui.hub.event.GovernanceEvent;
import io.fengsui.hub.event.Scene;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is shown of an event. Thread-safe; answers from memory. */
@Component
final class EventViews {
  private final DeviceDirectory devices;

  EventViews(DeviceDirectory devices) {
    this.devices = devices;
  }

  List<EventView> views(List<EventLog.Listed> listed) {
    return listed.stream().map(this::view).toList();
  }

  EventView view(EventLog.Listed listed) {
    return view(listed.event(), listed.taskId(), listed.sounding());
  }

  EventView view(GovernanceEvent event, @Nullable Long taskId, int sounding) {
    EventDocument document = EventDocument.of(event);
    Scene place = event.place();
    Double latitude = place.latitude();
    Double longitude = place.longitude();
    return new EventView(
        document,
        latitude == null || longitude == null
            ? null
            : new EventView.Coordinates(latitude, longitude),
        taskId,
        sounding,
        document.devices().stream().map(this::member).toList());
  }

  private EventView.Member member(String id) {
    return new EventView.Member(id, devices.find(new DeviceId(id)).map(Device::name).orElse(id));
  }
}
