package io.fengsui.simulator.gb26875;

import io.fengsui.simulator.gb26875.Report.Analog;
import io.fengsui.simulator.gb26875.Report.ComponentConfiguration;
import io.fengsui.simulator.gb26875.Report.ComponentState;
import io.fengsui.simulator.gb26875.Report.Operation;
import io.fengsui.simulator.gb26875.Report.SystemConfiguration;
import io.fengsui.simulator.gb26875.Report.SystemState;
import io.fengsui.simulator.gb26875.Report.SystemTime;
import io.fengsui.simulator.gb26875.Report.SystemVersion;
import io.fengsui.simulator.gb26875.Report.TransmitterConfiguration;
import io.fengsui.simulator.gb26875.Report.TransmitterOperation;
import io.fengsui.simulator.gb26875.Report.TransmitterState;
import io.fengsui.simulator.gb26875.Report.TransmitterTime;
import io.fengsui.simulator.gb26875.Report.TransmitterVersion;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a transmitter knows of itself and of what is behind it. On its cable's thread. */
final class Panel {
  private static final int MOST_OPERATIONS = 102;
  private static final int MOST_PARTS = 10_000;
  private static final String TEXT = "FS-2000\u4f20\u8f93\u88c5\u7f6e";

  private final DeviceClock clock;
  private final Map<Part, ComponentState> states = new LinkedHashMap<>();
  private final Map<Part, Map<Integer, Analog>> analogs = new LinkedHashMap<>();
  private final Map<Integer, SystemState> systems = new LinkedHashMap<>();
  private final Deque<Operation> operations = new ArrayDeque<>();
  private final Deque<TransmitterOperation> ownOperations = new ArrayDeque<>();
  private @Nullable TransmitterState own;

  Panel(DeviceClock clock) {
    this.clock = clock;
  }

  /** Keeps what was told; what nobody asks for by name is not kept. */
  void keep(Report report) {
    switch (report) {
      case ComponentState state when states.size() < MOST_PARTS -> states.put(state.part(), state);
      case Analog analog when analogs.size() < MOST_PARTS ->
          analogs
              .computeIfAbsent(analog.part(), part -> new TreeMap<>())
              .put(analog.quantity(), analog);
      case SystemState state -> systems.put(key(state.system(), state.number()), state);
      case Operation operation -> push(operations, operation);
      case TransmitterOperation operation -> push(ownOperations, operation);
      case TransmitterState state -> own = state;
      default -> {}
    }
  }

  /** Forgets all, as a box does that is initialised. */
  void reset() {
    states.clear();
    analogs.clear();
    systems.clear();
    operations.clear();
    ownOperations.clear();
    own = null;
  }

  TransmitterState own() {
    var known = own;
    return known != null ? known : new TransmitterState(Report.NORMAL, clock.now());
  }

  /** A system as it was told, or as its components are. */
  SystemState system(int system, int number) {
    var told = systems.get(key(system, number));
    if (told != null) {
      return told;
    }
    int alarms =
        states.values().stream()
            .filter(state -> state.part().system() == system && state.part().number() == number)
            .mapToInt(state -> state.state() & (Report.FIRE | Report.FAULT))
            .reduce(0, (one, other) -> one | other);
    return new SystemState(system, number, Report.NORMAL | alarms, clock.now());
  }

  List<ComponentState> states(List<Part> parts) {
    return parts.stream().filter(states::containsKey).map(states::get).toList();
  }

  List<ComponentConfiguration> places(List<Part> parts) {
    return states(parts).stream()
        .map(state -> new ComponentConfiguration(state.part(), state.component(), state.text()))
        .toList();
  }

  List<Analog> analogs(List<Part> parts) {
    return parts.stream()
        .flatMap(part -> analogs.getOrDefault(part, Map.of()).values().stream())
        .toList();
  }

  List<Operation> operations(int system, int number, int most, @Nullable LocalDateTime since) {
    return operations.stream()
        .filter(each -> each.system() == system && each.number() == number)
        .filter(each -> since == null || !each.at().isBefore(since))
        .limit(most)
        .toList();
  }

  List<TransmitterOperation> ownOperations(int most, @Nullable LocalDateTime since) {
    return ownOperations.stream()
        .filter(each -> since == null || !each.at().isBefore(since))
        .limit(most)
        .toList();
  }

  SystemVersion version(int system, int number) {
    return new SystemVersion(system, number, 4, 2);
  }

  SystemConfiguration configuration(int system, int number) {
    return new SystemConfiguration(system, number, states.size() + "\u4e2a\u90e8\u4ef6");
  }

  SystemTime time(int system, int number) {
    return new SystemTime(system, number, clock.now());
  }

  TransmitterVersion ownVersion() {
    return new TransmitterVersion(1, 1);
  }

  TransmitterConfiguration ownConfiguration() {
    return new TransmitterConfiguration(TEXT);
  }

  TransmitterTime ownTime() {
    return new TransmitterTime(clock.now());
  }

  private static int key(int system, int number) {
    return system << Byte.SIZE | number;
  }

  private static <T> void push(Deque<T> log, T entry) {
    if (log.size() == MOST_OPERATIONS) {
      log.removeFirst();
    }
    log.addLast(entry);
  }
}
