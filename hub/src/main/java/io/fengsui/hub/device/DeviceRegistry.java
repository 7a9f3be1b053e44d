package io.fengsui.hub.device;

import io.fengsui.adapter.Admission;
import io.fengsui.adapter.Claim;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.device.Device.State;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All devices: the truth is in the database, a copy of all in memory. Questions are answered from
 * memory and never block; changes are written first, then shown, one at a time. Thread-safe.
 */
@Component
public final class DeviceRegistry implements DeviceDirectory {

  private static final int MAX_REASON = 200;

  private final DeviceTypes types;
  private final LinkNames links;
  private final DeviceTable table;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final ReentrantLock changing = new ReentrantLock();
  private final Map<DeviceId, KnownDevice> entries = new ConcurrentHashMap<>();
  private final Map<Address, KnownDevice> addresses = new ConcurrentHashMap<>();
  private final List<Consumer<Device>> listeners = new CopyOnWriteArrayList<>();

  DeviceRegistry(
      DeviceTypes types,
      LinkNames links,
      DeviceTable table,
      AuditLog audit,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.types = types;
    this.links = links;
    this.table = table;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
    table.all().forEach(this::enter);
  }

  private void enter(DeviceTable.Row row) {
    var entry = new KnownDevice(row);
    entries.put(row.device().id(), entry);
    Address address = Address.of(row.device());
    if (address != null && row.device().state() != State.RETIRED) {
      addresses.put(address, entry);
    }
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> entry.device);
  }

  @Override
  public Optional<Device> find(String link, @Nullable DeviceId parent, String address) {
    KnownDevice entry = addresses.get(new Address(link, parent, address));
    if (entry != null) {
      return Optional.of(entry.device);
    }
    return DeviceId.isValid(address)
        ? find(new DeviceId(address))
            .filter(device -> device.address() == null && device.state() != State.RETIRED)
            .filter(device -> device.link().equals(link) && Objects.equals(device.parent(), parent))
        : Optional.empty();
  }

  @Override
  public Optional<Secret> key(String link, DeviceId id) {
    KnownDevice entry = entries.get(id);
    return entry == null
            || entry.device.state() == State.RETIRED
            || !entry.device.link().equals(link)
        ? Optional.empty()
        : Optional.ofNullable(entry.key);
  }

  /** Every device, retired ones included, in no order. */
  public List<Device> all() {
    return entries.values().stream().map(entry -> entry.device).toList();
  }

  /**
   * Tells of each device that was registered or changed, after the fact, on the changer's thread.
   */
  public void onChange(Consumer<Device> listener) {
    listeners.add(listener);
  }

  @Override
  public Admission admit(Claim claim) {
    KnownDevice entry =
        DeviceId.isValid(claim.identity()) ? entries.get(new DeviceId(claim.identity())) : null;
    boolean fits = (entry == null ? Credential.NOBODY : entry.credential).fits(claim.secret());
    if (entry == null) {
      return new Admission.Refused(Admission.Why.UNKNOWN_DEVICE);
    }
    if (!fits) {
      return new Admission.Refused(Admission.Why.WRONG_SECRET);
    }
    return entry.device.state() == State.RETIRED
        ? new Admission.Refused(Admission.Why.RETIRED)
        : new Peer(entry, entries);
  }

  /**
   * Registers devices, all or none. A device may name one before it in the list as its parent.
   *
   * @param many whether problems are reported with the place in the list, {@code [3].name}
   * @param dryRun only checks
   * @throws RefusedException with everything that is wrong in any of them
   */
  public List<Registered> register(List<NewDevice> wanted, boolean many, boolean dryRun, Actor by) {
    changing.lock();
    try {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      List<Registered> registered = check(wanted, many, by.name(), now);
      if (!dryRun) {
        write(registered, by);
      }
      return registered;
    } finally {
      changing.unlock();
    }
  }

  /** Marks that a device was heard under an installer's eyes; does nothing if it was before. */
  public Device prove(DeviceId id, Actor by) {
    changing.lock();
    try {
      Device device = require(id);
      if (device.state() != State.REGISTERED) {
        return device;
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      transactions.executeWithoutResult(
          status -> {
            table.proven(id, now);
            audit.add(by, "device.prove", id.value(), Map.of());
          });
      return show(device.proven(now));
    } finally {
      changing.unlock();
    }
  }

  /**
   * Takes a device out of use for good; its credential is no longer admitted.
   *
   * @throws RefusedException if there is no such device, no reason, or children still hang on it
   */
  public Device retire(DeviceId id, String reason, Actor by) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > MAX_REASON) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "reason", "请填写原因，最长 200 个字符", "say why, in at most 200 characters")));
    }
    changing.lock();
    try {
      Device device = require(id);
      requireChildless(device);
      if (device.state() == State.RETIRED) {
        throw new RefusedException(
            Kind.CONFLICT, "设备 " + id + " 已退役", "the device " + id + " is retired already");
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      transactions.executeWithoutResult(
          status -> {
            table.retired(id, now, why);
            audit.add(by, "device.retire", id.value(), Map.of("reason", why));
          });
      return show(device.retired(now));
    } finally {
      changing.unlock();
    }
  }

  /**
   * Gives a device tags and takes others away.
   *
   * @throws RefusedException if there is no such device or a tag is none
   */
  public Device tag(DeviceId id, Collection<String> add, Collection<String> remove, Actor by) {
    List<FieldProblem> problems = new ArrayList<>();
    changing.lock();
    try {
      Device device = require(id);
      var tags = new TreeSet<>(device.tags());
      tags.removeIf(remove::contains);
      tags.addAll(Tags.check(add, "add", problems));
      Set<String> wanted = problems.isEmpty() ? Tags.check(tags, "add", problems) : tags;
      if (!problems.isEmpty()) {
        throw RefusedException.invalid(problems);
      }
      if (wanted.equals(device.tags())) {
        return device;
      }
      transactions.executeWithoutResult(
          status -> {
            table.tagged(id, wanted);
            audit.add(by, "device.tag", id.value(), Map.of("tags", String.join(" ", wanted)));
          });
      return show(device.tagged(wanted));
    } finally {
      changing.unlock();
    }
  }

  /**
   * Has the link call a device otherwise, for instance after its hardware was exchanged.
   *
   * @param wanted empty for its id
   * @throws RefusedException if there is no such device in use, or another has the address
   */
  public Device address(DeviceId id, String wanted, Actor by) {
    String text = wanted.strip();
    changing.lock();
    try {
      Device device = require(id);
      Device changed = device.addressed(text.isEmpty() ? null : text);
      if (device.state() == State.RETIRED || (!text.isEmpty() && !Address.isValid(text))) {
        throw RefusedException.invalid(
            List.of(
                new FieldProblem(
                    "address",
                    "设备须在用，且地址为一行、最长 128 个字符",
                    "the device must be in use, and an address is one line of at most 128"
                        + " characters")));
      }
      if (changed.equals(device)) {
        return device;
      }
      Address address = Address.of(changed);
      if (address != null && addresses.containsKey(address)) {
        throw new RefusedException(
            Kind.CONFLICT,
            "链路 %s 上已有设备使用地址 %s".formatted(device.link(), text),
            "another device on the link %s has the address %s".formatted(device.link(), text));
      }
      transactions.executeWithoutResult(
          status -> {
            table.addressed(id, changed.address());
            audit.add(by, "device.address", id.value(), Map.of("address", text));
          });
      return show(changed);
    } finally {
      changing.unlock();
    }
  }

  /**
   * Takes a device out of supervision, or back.
   *
   * @param to the state it goes to; not {@link State#RETIRED}
   * @param also written in the same transaction; given the device as it is before
   * @return the device as it is now
   */
  public Device move(DeviceId id, State to, Consumer<Device> also) {
    changing.lock();
    try {
      Device device = require(id);
      requireInUse(device);
      transactions.executeWithoutResult(
          status -> {
            table.state(id, to);
            also.accept(device);
          });
      return show(device.in(to));
    } finally {
      changing.unlock();
    }
  }

  /**
   * A device that must exist.
   *
   * @throws RefusedException if it does not
   */
  public Device require(DeviceId id) {
    return find(id)
        .orElseThrow(
            () -> new RefusedException(Kind.NOT_FOUND, "没有设备 " + id, "there is no device " + id));
  }

  private List<Registered> check(List<NewDevice> wanted, boolean many, String by, Instant now) {
    List<FieldProblem> problems = new ArrayList<>();
    List<Registered> made = new ArrayList<>();
    Map<DeviceId, Device> before = new HashMap<>();
    Set<Address> given = new HashSet<>();
    Function<DeviceId, Optional<Device>> known =
        id -> Optional.ofNullable(before.get(id)).or(() -> find(id));
    for (int i = 0; i < wanted.size(); i++) {
      String field = many ? "[" + i + "]." : "";
      var check =
          new RegistrationCheck(
              types,
              links,
              known,
              address -> addresses.containsKey(address) || given.contains(address),
              field,
              wanted.get(i));
      Optional<Secret> key = check.key();
      check
          .device(by, now)
          .ifPresent(
              device -> {
                boolean keyed = links.needsKeys(device.link());
                made.add(new Registered(device, key.orElseGet(Credential::newSecret), keyed));
                before.put(device.id(), device);
                Address address = Address.of(device);
                if (address != null) {
                  given.add(address);
                }
              });
      problems.addAll(check.problems());
    }
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(problems);
    }
    return made;
  }

  private void write(List<Registered> registered, Actor by) {
    List<DeviceTable.Row> rows =
        registered.stream()
            .map(
                each ->
                    new DeviceTable.Row(
                        each.device(),
                        Credential.of(each.secret()),
                        each.keyed() ? each.secret() : null))
            .toList();
    transactions.executeWithoutResult(
        status -> {
          table.insert(rows);
          audit.addAll(
              by,
              "device.register",
              registered.stream()
                  .map(
                      each -> new AuditLog.Change(each.device().id().value(), facts(each.device())))
                  .toList());
        });
    rows.forEach(this::enter);
    registered.forEach(each -> tell(each.device()));
  }

  private static Map<String, String> facts(Device device) {
    return Map.of(
        "type", device.type().key(), "name", device.name(), "grid", device.place().grid());
  }

  private static void requireInUse(Device device) {
    if (device.state() == State.RETIRED) {
      throw new RefusedException(
          Kind.CONFLICT,
          "设备 " + device.id() + " 已退役",
          "the device " + device.id() + " is retired already");
    }
  }

  private void requireChildless(Device device) {
    List<String> children =
        entries.values().stream()
            .map(entry -> entry.device)
            .filter(child -> device.id().equals(child.parent()) && child.state() != State.RETIRED)
            .map(child -> child.id().value())
            .sorted()
            .toList();
    if (!children.isEmpty()) {
      String some = String.join(", ", children.subList(0, Math.min(5, children.size())));
      throw new RefusedException(
              Kind.CONFLICT,
              "仍有 %d 个设备挂在 %s 下：%s".formatted(children.size(), device.id(), some),
              "%d devices still hang on %s: %s".formatted(children.size(), device.id(), some))
          .hint("请先将它们退役", "Retire them first");
    }
  }

  private Device show(Device device) {
    KnownDevice entry = entries.get(device.id());
    if (entry != null) {
      Address before = Address.of(entry.device);
      Address now = device.state() == State.RETIRED ? null : Address.of(device);
      entry.device = device;
      if (now != null) {
        addresses.put(now, entry);
      }
      if (before != null && !before.equals(now)) {
        addresses.remove(before);
      }
    }
    tell(device);
    return device;
  }

  private void tell(Device device) {
    listeners.forEach(listener -> listener.accept(device));
  }
}
