package io.fengsui.adapter.gb26875;

import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dialect of some devices: what they do otherwise than the standard says, or what it leaves
 * open. Read from JSON by {@link ProfileFile}.
 *
 * @param name for people
 * @param sources whose it is; none: everybody's on the link who has no other
 * @param identity how installers write these devices' addresses, the first one is told to them
 * @param zone what their clocks show
 * @param heartbeats command bytes that are signs of life
 * @param heartbeatAnswer what a heartbeat of one byte (form e) is confirmed with
 * @param version of frames that the hub begins; null: what the device used last
 * @param parts how the addresses of components are written
 * @param bigEndianAnalogs values come high byte first
 * @param zeroMeansNormal a state of zero is not a test
 * @param lenientAnswers a device's confirmation counts with a wrong checksum too
 * @param denyMisshapen frames of wrong length or end are denied too, as clause 6.5.3 has it
 * @param syncClock the hub sets a clock that is wrong, once a day
 * @param objectSizes type to the size of one object
 * @param analogs analog code to what it is
 * @param types vendor's type to what it is
 * @param alarms component type to the metric that its alarm bit sets
 */
record Profile(
    String name,
    Set<Address> sources,
    List<Address.Form> identity,
    ZoneId zone,
    Set<Integer> heartbeats,
    Confirmation heartbeatAnswer,
    @Nullable Integer version,
    Part.Form parts,
    boolean bigEndianAnalogs,
    boolean zeroMeansNormal,
    boolean lenientAnswers,
    boolean denyMisshapen,
    boolean syncClock,
    Map<Integer, Integer> objectSizes,
    Map<Integer, Quantities.Measure> analogs,
    Map<Integer, Use> types,
    Map<Integer, String> alarms) {

  /** What is in a confirmation: nothing, or the byte that some devices wait for. */
  enum Confirmation {
    EMPTY,
    /** The byte 17 (hexadecimal). */
    BYTE_17
  }

  /** What a vendor's type is; the body is laid out as that of the standard's type. */
  enum Use {
    SYSTEM_STATE(1),
    COMPONENT_STATE(2),
    ANALOG(3),
    SYSTEM_OPERATION(4),
    TRANSMITTER_STATE(21),
    TRANSMITTER_OPERATION(24),
    SYSTEM_RECOVERY(1),
    COMPONENT_RECOVERY(2),
    TRANSMITTER_RECOVERY(21),
    TEXT(26),
    HEARTBEAT(0);

    private final int type;

    Use(int type) {
      this.type = type;
    }

    boolean isRecovery() {
      return this == SYSTEM_RECOVERY || this == COMPONENT_RECOVERY || this == TRANSMITTER_RECOVERY;
    }
  }

  /** The standard has no heartbeat; vendors use these two to register and to stay alive. */
  static final Set<Integer> USUAL_HEARTBEATS = Set.of(0xFE, 0xFF);

  /** The standard, with clocks of a zone. */
  static Profile standard(ZoneId zone) {
    return new Profile(
        "standard",
        Set.of(),
        Address.USUAL,
        zone,
        USUAL_HEARTBEATS,
        Confirmation.EMPTY,
        null,
        Part.Form.WORDS,
        false,
        false,
        false,
        false,
        false,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of());
  }

  /** The standard's type that a type is laid out as. */
  int standardType(int type) {
    Use use = types.get(type);
    return use == null ? type : use.type;
  }

  boolean isRecovery(int type) {
    Use use = types.get(type);
    return use != null && use.isRecovery();
  }

  boolean isHeartbeat(int type) {
    return types.get(type) == Use.HEARTBEAT;
  }

  /** The metric that the alarm bit of a component sets. */
  String alarm(int componentType) {
    String own = alarms.get(componentType);
    return own != null
        ? own
        : Codes.component(componentType).map(Codes.Code::metric).orElse(StateWord.ALARM);
  }

  /** The forms in which a device's address may be registered, as text. */
  List<String> names(Address address, String peer) {
    var forms = new LinkedHashSet<Address.Form>();
    if (address.isZero()) {
      forms.add(Address.Form.PEER);
    }
    forms.addAll(identity);
    var names = new LinkedHashSet<String>();
    for (Address.Form form : forms) {
      String name = form.text(address, peer);
      names.add(name);
      if (form == Address.Form.WIRE) {
        names.add(name.toUpperCase(Locale.ROOT));
      }
    }
    return List.copyOf(names);
  }
}
