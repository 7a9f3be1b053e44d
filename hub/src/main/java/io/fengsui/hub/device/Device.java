package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A registered device.
 *
 * @param link the link it is expected on, for instance {@code mqtt}
 * @param parent the gateway, recorder or loop controller it hangs on
 * @param address what the link calls it, unique below the parent; null if that is its id
 * @param place where it is
 * @param tags what else it is called, in the order of the alphabet; rules select by them
 * @param installer account that registered it
 */
public record Device(
    DeviceId id,
    DeviceType type,
    String name,
    String link,
    @Nullable DeviceId parent,
    @Nullable String address,
    Place place,
    SupervisionClass supervision,
    Set<String> tags,
    State state,
    String installer,
    Instant registeredAt,
    @Nullable Instant provenAt,
    @Nullable Instant retiredAt) {

  public Device {
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
  }

  /** The same device, heard under an installer's eyes. */
  Device proven(Instant at) {
    return with(address, tags, State.PROVEN, at, null);
  }

  /** The same device, out of use for good. */
  Device retired(Instant at) {
    return with(address, tags, State.RETIRED, provenAt, at);
  }

  /** The same device, called otherwise. */
  Device tagged(Set<String> wanted) {
    return with(address, wanted, state, provenAt, retiredAt);
  }

  /** The same device, called otherwise by its link. */
  Device addressed(@Nullable String wanted) {
    return with(wanted, tags, state, provenAt, retiredAt);
  }

  /** The same device, in or out of use. */
  Device in(State wanted) {
    return with(address, tags, wanted, provenAt, retiredAt);
  }

  private Device with(
      @Nullable String otherAddress,
      Set<String> otherTags,
      State otherState,
      @Nullable Instant proven,
      @Nullable Instant retired) {
    return new Device(
        id,
        type,
        name,
        link,
        parent,
        otherAddress,
        place,
        supervision,
        otherTags,
        otherState,
        installer,
        registeredAt,
        proven,
        retired);
  }

  /** A device's way through life. */
  public enum State {
    REGISTERED,
    PROVEN,
    IN_SERVICE,
    BYPASSED,
    RETIRED
  }
}
