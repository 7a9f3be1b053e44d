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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  private final DeviceTable table;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final ReentrantLock changing = new ReentrantLock();
  private final DeviceIndex index = new DeviceIndex();
  private final BatchCheck batch;
  private final List<Consumer<Device>> listeners = new CopyOnWriteArrayList<>();

  DeviceRegistry(
      DeviceTypes types,
      LinkNames links,
      DeviceTable table,
      AuditLog audit,
      TransactionTemplate transactions,
      InstantSource clock) {
    this.batch = new BatchCheck(types, links, index);
    this.table = table;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
    table.all().forEach(index::add);
  }

  @Override
  public Optional<Device> find(DeviceId id) {
    return index.find(id);
  }

  @Override
  public Optional<Device> find(String link, @Nullable DeviceId parent, String address) {
    return index.find(link, parent, address);
  }

  @Override
  public Optional<Secret> key(String link, DeviceId id) {
    return index.key(link, id);
  }

  @Override
  public Admission admit(Claim claim) {
    return index.admit(claim);
  }

  /** Every device, retired ones included, in no order. */
  public List<Device> all() {
    return index.all();
  }

  /**
   * Tells of each device that was registered or changed, after the fact, on the changer's thread.
   */
  public void onChange(Consumer<Device> listener) {
    listeners.add(listener);
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
      List<Registered> registered = batch.check(wanted, many, by.name(), now());
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
    return change(
        id,
        device ->
            device.state() == State.REGISTERED
                ? Optional.of(device.proven(now()))
                : Optional.empty(),
        proven -> {
          table.proven(id, Objects.requireNonNull(proven.provenAt()));
          audit.add(by, "device.prove", id.value(), Map.of());
        });
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
    return change(
        id,
        device -> {
          ChangeCheck.childless(device, index.all());
          ChangeCheck.inUse(device);
          return Optional.of(device.retired(now()));
        },
        retired -> {
          table.retired(id, Objects.requireNonNull(retired.retiredAt()), why);
          audit.add(by, "device.retire", id.value(), Map.of("reason", why));
        });
  }

  /**
   * Gives a device tags and takes others away.
   *
   * @throws RefusedException if there is no such device or a tag is none
   */
  public Device tag(DeviceId id, Collection<String> add, Collection<String> remove, Actor by) {
    return change(
        id,
        device -> {
          List<FieldProblem> problems = new ArrayList<>();
          var tags = new TreeSet<>(device.tags());
          tags.removeIf(remove::contains);
          tags.addAll(Tags.check(add, "add", problems));
          Set<String> wanted = problems.isEmpty() ? Tags.check(tags, "add", problems) : tags;
          if (!problems.isEmpty()) {
            throw RefusedException.invalid(problems);
          }
          return Optional.of(device.tagged(wanted)).filter(tagged -> !tagged.equals(device));
        },
        tagged -> {
          table.tagged(id, tagged.tags());
          var facts = Map.of("tags", String.join(" ", tagged.tags()));
          audit.add(by, "device.tag", id.value(), facts);
        });
  }

  /**
   * Has the link call a device otherwise, for instance after its hardware was exchanged.
   *
   * @param wanted empty for its id
   * @throws RefusedException if there is no such device in use, or another has the address
   */
  public Device address(DeviceId id, String wanted, Actor by) {
    String text = wanted.strip();
    return change(
        id,
        device -> {
          ChangeCheck.inUse(device);
          Device changed = device.addressed(text.isEmpty() ? null : text);
          if (Address.of(changed).equals(Address.of(device))) {
            return Optional.empty();
          }
          ChangeCheck.free(Address.of(changed), index);
          return Optional.of(changed);
        },
        changed -> {
          table.addressed(id, changed.address());
          audit.add(by, "device.address", id.value(), Map.of("address", text));
        });
  }

  /**
   * Takes a device out of supervision, or back.
   *
   * @param to the state it goes to; not {@link State#RETIRED}
   * @param also written in the same transaction; given the device as it is before
   * @return the device as it is now
   */
  public Device move(DeviceId id, State to, Consumer<Device> also) {
    return change(
        id,
        device -> {
          ChangeCheck.inUse(device);
          return Optional.of(device.in(to));
        },
        moved -> {
          table.state(id, to);
          also.accept(require(id));
        });
  }

  /**
   * One change of one device.
   *
   * @param decide what it becomes; empty to leave it
   * @param write in a transaction, given what it becomes; until it returns {@link #find} tells what
   *     the device was before
   * @return the device as it is now
   */
  private Device change(
      DeviceId id, Function<Device, Optional<Device>> decide, Consumer<Device> write) {
    changing.lock();
    try {
      Device before = require(id);
      Optional<Device> decided = decide.apply(before);
      if (decided.isEmpty()) {
        return before;
      }
      Device after = decided.get();
      transactions.executeWithoutResult(status -> write.accept(after));
      index.replace(after);
      tell(after);
      return after;
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
    rows.forEach(index::add);
    registered.forEach(each -> tell(each.device()));
  }

  private static Map<String, String> facts(Device device) {
    return Map.of(
        "type", device.type().key(), "name", device.name(), "grid", device.place().grid());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void tell(Device device) {
    listeners.forEach(listener -> listener.accept(device));
  }
}
