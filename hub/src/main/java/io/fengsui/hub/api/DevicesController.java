package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.api.DeviceViews.ReadingView;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.device.Device;
import io.fengsui.hub.device.DeviceHealth;
import io.fengsui.hub.device.DeviceRegistry;
import io.fengsui.hub.device.Health;
import io.fengsui.hub.device.NewDevice;
import io.fengsui.hub.device.Registered;
import io.fengsui.hub.ledger.Losses;
import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Devices: register, find, prove, retire. */
@RestController
@RequestMapping("/api/devices")
class DevicesController {

  private static final int MAX_BATCH = 1000;
  private static final int LONGEST_TEST = 120;
  private static final int USUAL_TEST = 60;

  private final DeviceRegistry registry;
  private final DeviceHealth health;
  private final DeviceSearch search;
  private final DeviceViews views;
  private final JoinExample publish;
  private final Losses losses;

  DevicesController(
      DeviceRegistry registry,
      DeviceHealth health,
      DeviceSearch search,
      DeviceViews views,
      JoinExample publish,
      Losses losses) {
    this.registry = registry;
    this.health = health;
    this.search = search;
    this.views = views;
    this.publish = publish;
    this.losses = losses;
  }

  /**
   * What the device signs in with; told this once.
   *
   * @param password or key: text, or {@code hex:} and digits if it is none
   */
  record CredentialView(String user, String password) {}

  /** A device just registered; without a credential when it was only a dry run. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RegisteredView(
      DeviceView device, @Nullable CredentialView credential, JoinExample.@Nullable Join publish) {}

  /**
   * One device.
   *
   * @param losses how often something of it was lost, came late or had a time that cannot be
   */
  record DeviceDetail(
      @JsonUnwrapped DeviceView device,
      List<ReadingView> latest,
      List<LossesController.CountView> losses) {}

  record TestRequest(@Nullable Integer timeoutSeconds, @Nullable Instant since) {}

  /**
   * What a test found.
   *
   * @param afterMillis how long after the call it was heard; 0 if before it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TestResult(
      boolean heard,
      @Nullable Instant at,
      @Nullable Long afterMillis,
      List<ReadingView> latest,
      Device.State state) {}

  /**
   * What the link is to call it.
   *
   * @param address left out for its id
   */
  record AddressRequest(@Nullable String address) {}

  record TagRequest(@Nullable List<String> add, @Nullable List<String> remove) {}

  record RetireRequest(@Nullable String reason) {}

  @PostMapping
  @PreAuthorize("hasRole('INSTALLER')")
  ResponseEntity<RegisteredView> register(
      @RequestBody NewDevice wanted,
      @RequestParam(defaultValue = "false") boolean dryRun,
      Actor actor) {
    Registered made = registry.register(List.of(wanted), false, dryRun, actor).getFirst();
    return ResponseEntity.status(dryRun ? 200 : 201).body(registered(made, dryRun));
  }

  @PostMapping("/batch")
  @PreAuthorize("hasRole('INSTALLER')")
  ResponseEntity<List<RegisteredView>> registerAll(
      @RequestBody List<NewDevice> wanted,
      @RequestParam(defaultValue = "false") boolean dryRun,
      Actor actor) {
    if (wanted.size() > MAX_BATCH) {
      throw new RefusedException(
          Kind.INVALID, "一次最多登记 1000 个设备", "register at most 1000 devices at once");
    }
    List<RegisteredView> made =
        registry.register(wanted, true, dryRun, actor).stream()
            .map(each -> registered(each, dryRun))
            .toList();
    return ResponseEntity.status(dryRun ? 200 : 201).body(made);
  }

  @GetMapping
  DeviceSearch.Page list(
      @RequestParam(required = false) @Nullable Health health,
      @RequestParam(defaultValue = "") String type,
      @RequestParam(defaultValue = "") String grid,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "50") int size,
      @RequestParam(defaultValue = "name") String sort) {
    return search.find(new DeviceSearch.Query(health, type, grid, q, page, size, sort));
  }

  @GetMapping("/{id}")
  DeviceDetail show(@PathVariable String id) {
    Device device = require(id);
    return new DeviceDetail(
        views.view(device),
        views.latest(device.id()),
        losses.of(device.id()).stream().map(LossesController.CountView::of).toList());
  }

  /** Waits until the device is heard, and marks it as proven. */
  @PostMapping("/{id}/test")
  @PreAuthorize("hasRole('INSTALLER')")
  TestResult test(@PathVariable String id, @RequestBody TestRequest request, Actor actor)
      throws InterruptedException {
    Device device = require(id);
    int seconds = request.timeoutSeconds() == null ? USUAL_TEST : request.timeoutSeconds();
    if (seconds < 1 || seconds > LONGEST_TEST) {
      throw RefusedException.invalid(
          List.of(new FieldProblem("timeoutSeconds", "1 至 120 秒", "1 to 120 seconds")));
    }
    Instant asked = health.now(device);
    Instant after = request.since() == null ? asked : request.since();
    Optional<Instant> at = health.awaitHeard(device.id(), after, Duration.ofSeconds(seconds));
    if (at.isEmpty()) {
      return new TestResult(false, null, null, views.latest(device.id()), device.state());
    }
    Device proven = registry.prove(device.id(), actor);
    long millis = Math.max(0, Duration.between(asked, at.get()).toMillis());
    return new TestResult(true, at.get(), millis, views.latest(device.id()), proven.state());
  }

  @PostMapping("/{id}/retire")
  @PreAuthorize("hasRole('INSTALLER')")
  DeviceView retire(@PathVariable String id, @RequestBody RetireRequest request, Actor actor) {
    String reason = request.reason() == null ? "" : request.reason();
    return views.view(registry.retire(require(id).id(), reason, actor));
  }

  /** Has its link call it otherwise, for instance after its hardware was exchanged. */
  @PostMapping("/{id}/address")
  @PreAuthorize("hasRole('INSTALLER')")
  DeviceView address(@PathVariable String id, @RequestBody AddressRequest request, Actor actor) {
    String wanted = Objects.requireNonNullElse(request.address(), "");
    return views.view(registry.address(require(id).id(), wanted, actor));
  }

  /** Gives it tags and takes others away; rules that select by them see it at once. */
  @PostMapping("/{id}/tags")
  @PreAuthorize("hasRole('INSTALLER')")
  DeviceView tag(@PathVariable String id, @RequestBody TagRequest request, Actor actor) {
    return views.view(
        registry.tag(
            require(id).id(),
            Objects.requireNonNullElse(request.add(), List.of()),
            Objects.requireNonNullElse(request.remove(), List.of()),
            actor));
  }

  private RegisteredView registered(Registered made, boolean dryRun) {
    DeviceView device = views.view(made.device());
    return dryRun
        ? new RegisteredView(device, null, null)
        : new RegisteredView(
            device,
            new CredentialView(
                made.keyed() ? identity(made.device()) : device.id(), shown(made.secret())),
            publish.of(made));
  }

  /** What a device that proves itself with a key calls itself. */
  static String identity(Device device) {
    String address = device.address();
    return address == null ? device.id().value() : address;
  }

  /** A key as people type it. */
  static String shown(Secret secret) {
    String text = secret.text();
    return text.chars().allMatch(c -> c > ' ' && c <= '~')
        ? text
        : "hex:" + HexFormat.of().formatHex(secret.bytes());
  }

  private Device require(String id) {
    if (!DeviceId.isValid(id)) {
      throw new RefusedException(Kind.NOT_FOUND, "没有此设备", "there is no such device");
    }
    return registry.require(new DeviceId(id));
  }
}
