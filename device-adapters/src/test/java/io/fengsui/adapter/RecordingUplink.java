package io.fengsui.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A hub in memory: knows the devices it was told, remembers what it heard, and answers at once, or
 * later when receipts are held back. Thread-safe.
 */
public final class RecordingUplink implements Uplink {

  /** Input that gave no message. */
  public record Loss(
      @Nullable DeviceId device, Receipt.Reason reason, String detail, @Nullable Raw raw) {}

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private record Place(@Nullable DeviceId parent, String address) {}

  private record Held(CompletableFuture<Receipt> receipt, Receipt answer) {}

  private final Map<DeviceId, Secret> secrets = new ConcurrentHashMap<>();
  private final Map<DeviceId, Set<DeviceId>> children = new ConcurrentHashMap<>();
  private final Map<Place, DeviceId> addresses = new ConcurrentHashMap<>();
  private final List<Stranger> strangers = new CopyOnWriteArrayList<>();
  private volatile @Nullable Path folder;
  private final List<DeviceMessage> messages = new ArrayList<>();
  private final List<Loss> losses = new CopyOnWriteArrayList<>();
  private final List<String> sentences = new CopyOnWriteArrayList<>();
  private final Queue<Held> held = new ArrayDeque<>();
  private Function<DeviceMessage, Receipt> answer = message -> Receipt.Accepted.INSTANCE;
  private boolean holding;

  /** Registers a device. */
  public RecordingUplink knows(String device, String secret) {
    secrets.put(new DeviceId(device), Secret.of(secret));
    return this;
  }

  /** Registers a device with an address on the link. */
  public RecordingUplink registers(String device, String address) {
    addresses.put(new Place(null, address), new DeviceId(device));
    return this;
  }

  /** Registers a device with an address below another one. */
  public RecordingUplink registers(String device, String parent, String address) {
    addresses.put(new Place(new DeviceId(parent), address), new DeviceId(device));
    return parent(parent, device);
  }

  /** Where the link may keep things; a new temporary folder unless said. */
  public RecordingUplink keepsIn(Path wanted) {
    folder = wanted;
    return this;
  }

  public List<Stranger> strangers() {
    return strangers;
  }

  /** Lets a device speak for another. */
  public RecordingUplink parent(String parent, String child) {
    children
        .computeIfAbsent(new DeviceId(parent), p -> ConcurrentHashMap.newKeySet())
        .add(new DeviceId(child));
    return this;
  }

  /** Forgets a device: it may not speak from now on. */
  public void retire(String device) {
    secrets.remove(new DeviceId(device));
    addresses.values().removeIf(new DeviceId(device)::equals);
  }

  /** How messages are answered from now on. */
  public synchronized void answers(Function<DeviceMessage, Receipt> with) {
    answer = with;
  }

  /** From now on receipts settle only when released. */
  public synchronized void hold() {
    holding = true;
  }

  /** Settles what is held, in the order of delivery, and answers at once from now on. */
  public synchronized void release() {
    holding = false;
    Held next;
    while ((next = held.poll()) != null) {
      next.receipt().complete(next.answer());
    }
  }

  public synchronized int held() {
    return held.size();
  }

  public synchronized List<DeviceMessage> messages() {
    return List.copyOf(messages);
  }

  /** All messages of one kind, in the order of delivery. */
  public <M extends DeviceMessage> List<M> messages(Class<M> kind) {
    return messages().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  public List<Loss> losses() {
    return losses;
  }

  /** Waits until the link serves and forgets that it does; returns the latest sentence. */
  public String awaitServing() {
    await().atMost(PATIENCE).until(() -> !sentences.isEmpty());
    String latest = sentences.getLast();
    sentences.clear();
    return latest;
  }

  /** Waits for something lost. */
  public Loss lost() {
    await().atMost(PATIENCE).until(() -> !losses.isEmpty());
    return losses.getLast();
  }

  /** Waits until so many messages of a kind have come. */
  public <M extends DeviceMessage> List<M> heard(Class<M> kind, int count) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(messages(kind)).hasSizeGreaterThanOrEqualTo(count));
    return messages(kind);
  }

  @Override
  public void serving(String zh, String en) {
    sentences.add(en);
  }

  @Override
  public Admission admit(Claim claim) {
    if (!DeviceId.isValid(claim.identity())) {
      return new Admission.Refused(Admission.Why.UNKNOWN_DEVICE);
    }
    var id = new DeviceId(claim.identity());
    Secret secret = secrets.get(id);
    if (secret == null) {
      return new Admission.Refused(Admission.Why.UNKNOWN_DEVICE);
    }
    return secret.equals(claim.secret())
        ? new Peer(id)
        : new Admission.Refused(Admission.Why.WRONG_SECRET);
  }

  @Override
  public Optional<DeviceId> find(String address) {
    return Optional.ofNullable(addresses.get(new Place(null, address))).or(() -> byId(address));
  }

  /** A device without an address goes by its id. */
  private Optional<DeviceId> byId(String text) {
    return Optional.of(text)
        .filter(DeviceId::isValid)
        .map(DeviceId::new)
        .filter(id -> secrets.containsKey(id) && !addresses.containsValue(id));
  }

  @Override
  public Optional<DeviceId> find(DeviceId parent, String address) {
    return Optional.ofNullable(addresses.get(new Place(parent, address)));
  }

  @Override
  public Optional<String> address(DeviceId device) {
    return addresses.entrySet().stream()
        .filter(each -> each.getValue().equals(device))
        .map(each -> each.getKey().address())
        .findFirst();
  }

  @Override
  public Optional<Secret> key(DeviceId device) {
    return Optional.ofNullable(secrets.get(device));
  }

  @Override
  public void sighted(Stranger stranger) {
    strangers.add(stranger);
  }

  @Override
  public synchronized Path folder() {
    Path known = folder;
    if (known != null) {
      return known;
    }
    try {
      Path made = Files.createTempDirectory("link");
      folder = made;
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Peer implements Admission.Admitted {
    private final DeviceId device;

    Peer(DeviceId device) {
      this.device = device;
    }

    @Override
    public DeviceId device() {
      return device;
    }

    @Override
    public boolean speaksFor(DeviceId other) {
      return secrets.containsKey(device)
          && (other.equals(device) || children.getOrDefault(device, Set.of()).contains(other));
    }
  }

  @Override
  public synchronized CompletionStage<Receipt> deliver(DeviceMessage message) {
    messages.add(message);
    Receipt receipt = answer.apply(message);
    if (!holding) {
      return CompletableFuture.completedFuture(receipt);
    }
    var later = new CompletableFuture<Receipt>();
    held.add(new Held(later, receipt));
    return later;
  }

  @Override
  public void lost(
      @Nullable DeviceId device, Receipt.Reason reason, String detail, @Nullable Raw raw) {
    losses.add(new Loss(device, reason, detail, raw));
  }
}
