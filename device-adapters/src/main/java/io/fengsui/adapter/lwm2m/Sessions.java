package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Presence;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.Uplink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.californium.core.coap.MediaTypeRegistry;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.leshan.core.link.lwm2m.attributes.LwM2mAttributeSet;
import org.eclipse.leshan.core.link.lwm2m.attributes.LwM2mAttributes;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.eclipse.leshan.core.observation.CompositeObservation;
import org.eclipse.leshan.core.observation.Observation;
import org.eclipse.leshan.core.observation.SingleObservation;
import org.eclipse.leshan.core.peer.LwM2mIdentity;
import org.eclipse.leshan.core.request.ObserveRequest;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.WriteAttributesRequest;
import org.eclipse.leshan.core.response.ObserveCompositeResponse;
import org.eclipse.leshan.core.response.ObserveResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.server.observation.ObservationListener;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationListener;
import org.eclipse.leshan.server.registration.RegistrationStore;
import org.eclipse.leshan.server.registration.RegistrationUpdate;
import org.jspecify.annotations.Nullable;

/** Follows registrations: observes who comes, tells who goes, hears what is observed. */
final class Sessions implements RegistrationListener, ObservationListener {

  /** Manufacturer and model, by which a profile is found. */
  private static final List<Integer> NAMES = List.of(0, 1);

  private final Hearing hearing;
  private final Errands errands;
  private final Delivery delivery;
  private final RegistrationStore store;
  private final Uplink uplink;
  private final LwM2mAttributeSet regularly;

  /**
   * @param heartbeat how often battery and signal are told at least
   */
  Sessions(
      Hearing hearing,
      Errands errands,
      Delivery delivery,
      RegistrationStore store,
      Uplink uplink,
      Duration heartbeat) {
    this.hearing = hearing;
    this.errands = errands;
    this.delivery = delivery;
    this.store = store;
    this.uplink = uplink;
    this.regularly =
        new LwM2mAttributeSet(
            LwM2mAttributes.create(LwM2mAttributes.MINIMUM_PERIOD, 1L),
            LwM2mAttributes.create(LwM2mAttributes.MAXIMUM_PERIOD, heartbeat.toSeconds()));
  }

  @Override
  public void registered(
      Registration registration,
      @Nullable Registration previous,
      @Nullable Collection<Observation> lost) {
    hearing.forget(registration);
    errands.startOver(registration);
    present(registration, true, "registered");
    observe(registration);
    errands.heard(registration);
  }

  @Override
  public void updated(RegistrationUpdate update, Registration registration, Registration previous) {
    present(registration, true, "update");
    boolean other = !Plan.observed(registration).equals(Plan.observed(previous));
    // without security a device is its address, and what it tells from the old one is nobody's
    boolean moved = !identity(registration).equals(identity(previous));
    if (other || moved || store.getObservations(registration.getId()).isEmpty()) {
      errands.startOver(registration);
      observe(registration);
    }
    errands.heard(registration);
  }

  private static LwM2mIdentity identity(Registration registration) {
    return registration.getClientTransportData().getIdentity();
  }

  @Override
  public void unregistered(
      Registration registration,
      Collection<Observation> observations,
      boolean expired,
      @Nullable Registration successor) {
    if (successor == null) {
      errands.forget(registration);
      hearing.forget(registration);
      present(registration, false, expired ? "lifetime-ended" : "good-bye");
    }
  }

  /**
   * Reads what the device is and observes what it has; what is not there answers so and is left.
   */
  void observe(Registration registration) {
    errands.add(
        registration,
        Errand.planned(
            new ReadRequest(3, 0),
            response -> {
              if (response instanceof ReadResponse read && read.isSuccess()) {
                introduced(registration, read.getContent());
              } else {
                introduceSingly(registration);
              }
            },
            () -> introduceSingly(registration)));
    for (LwM2mPath path : Plan.observed(registration)) {
      if (Plan.REGULAR.contains(path)) {
        errands.add(
            registration, Errand.planned(new WriteAttributesRequest(path, regularly), _ -> {}));
      }
      observe(registration, path);
    }
  }

  private void observe(Registration registration, LwM2mPath path) {
    boolean room =
        errands.add(
            registration,
            Errand.planned(
                new ObserveRequest(null, path.toString()),
                response -> {
                  if (response instanceof ObserveResponse first
                      && first.isSuccess()
                      && !isEmpty(first.getContent())) {
                    Known it = hearing.known(registration);
                    synchronized (it) {
                      it.points.observedAnew(path);
                      it.plain |= path.isResource() && isPlain(first);
                    }
                    heard(registration, path, first);
                  } else {
                    observeSingly(registration, path);
                  }
                },
                () -> observeSingly(registration, path)));
    if (!room) {
      tooMuch(registration);
    }
  }

  private static boolean isPlain(ObserveResponse response) {
    return response.getCoapResponse() instanceof Response coap
        && (!coap.getOptions().hasContentFormat()
            || coap.getOptions().getContentFormat() == MediaTypeRegistry.TEXT_PLAIN);
  }

  private static boolean isEmpty(@Nullable LwM2mNode content) {
    return content instanceof LwM2mObjectInstance instance && instance.getResources().isEmpty();
  }

  /** Some devices know resources only: what the hub wants of a point is observed one by one. */
  private void observeSingly(Registration registration, LwM2mPath point) {
    if (!point.isObjectInstance()) {
      return;
    }
    for (LwM2mPath resource : Facts.heard(point)) {
      if (store.getObservations(registration.getId()).size() >= Plan.MAX_OBSERVED) {
        tooMuch(registration);
        return;
      }
      observe(registration, resource);
    }
  }

  private void tooMuch(Registration registration) {
    uplink.lost(
        hearing.device(registration).orElse(null),
        Reason.TOO_LARGE,
        "the device has more points than the hub observes");
  }

  private void introduced(Registration registration, LwM2mNode device) {
    if (device instanceof LwM2mObjectInstance instance) {
      Known it = hearing.known(registration);
      synchronized (it) {
        it.manufacturer = text(instance.getResource(0));
        it.model = text(instance.getResource(1));
      }
    }
    LwM2mPath path = new LwM2mPath(3, 0);
    delivery.tell(hearing.of(registration, path, device), registration.getEndpoint(), () -> {});
    present(registration, true, "introduced");
  }

  private void introduceSingly(Registration registration) {
    var found = new ArrayList<LwM2mResource>();
    for (int resource : NAMES) {
      errands.add(
          registration,
          Errand.planned(
              new ReadRequest(3, 0, resource),
              response -> {
                if (response instanceof ReadResponse read
                    && read.isSuccess()
                    && read.getContent() instanceof LwM2mResource name) {
                  found.add(name);
                  introduced(registration, new LwM2mObjectInstance(0, found));
                }
              }));
    }
  }

  private static String text(@Nullable LwM2mResource resource) {
    return resource instanceof LwM2mSingleResource single
            && single.getValue() instanceof String text
            && text.length() <= 64
        ? text
        : "";
  }

  private void heard(Registration registration, LwM2mPath path, ObserveResponse response) {
    List<DeviceMessage> messages = hearing.of(registration, path, response);
    delivery.tell(messages, registration.getEndpoint() + path, () -> observe(registration, path));
  }

  private void present(Registration registration, boolean online, String because) {
    DeviceId device = hearing.device(registration).orElse(null);
    if (device == null) {
      return;
    }
    var description = new TreeMap<String, String>(Map.of("reason", because));
    if (online) {
      Known it = hearing.known(registration);
      description.put("lifetime", registration.getLifeTimeInSec() + " s");
      description.put("queue", String.valueOf(registration.usesQueueMode()));
      synchronized (it) {
        description.put("manufacturer", it.manufacturer);
        description.put("model", it.model);
      }
      description.values().removeIf(String::isEmpty);
    }
    var presence = new Presence(device, null, online, description);
    delivery.tell(List.of(presence), device, () -> again(registration, because));
  }

  /** What holds by now, if the hub had no room for it then. */
  private void again(Registration registration, String because) {
    boolean online = store.getRegistrationByEndpoint(registration.getEndpoint()) != null;
    present(registration, online, because);
  }

  @Override
  public void onResponse(
      SingleObservation observation, Registration registration, ObserveResponse response) {
    LwM2mPath path = observation.getPath();
    boolean newer = true;
    if (response.getCoapResponse() instanceof Response coap && coap.getOptions().hasObserve()) {
      Known it = hearing.known(registration);
      synchronized (it) {
        newer = it.points.isNewer(path, coap.getOptions().getObserve(), System.nanoTime());
      }
    }
    if (newer) {
      heard(registration, path, response);
    }
    errands.heard(registration);
  }

  @Override
  public void onResponse(
      CompositeObservation observation,
      Registration registration,
      ObserveCompositeResponse response) {
    errands.heard(registration); // the hub observes single paths only
  }

  @Override
  public void onError(Observation observation, Registration registration, Exception error) {
    String what =
        observation instanceof SingleObservation single
            ? single.getPath().toString()
            : "some paths";
    uplink.lost(
        hearing.device(registration).orElse(null),
        Reason.MALFORMED,
        "a notification of %s cannot be read".formatted(what));
    errands.heard(registration);
  }

  @Override
  public void newObservation(Observation observation, Registration registration) {}

  @Override
  public void cancelled(Observation observation) {}
}
