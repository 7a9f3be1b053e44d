package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.core.response.ReadResponse;
import org.eclipse.leshan.server.registration.Registration;
import org.jspecify.annotations.Nullable;

/** Executes commands: each becomes one request that waits for the device's answer. Thread-safe. */
final class Orders {

  private static final int MAX_UNDER_WAY = 1_000;

  private final KeptRegistrations store;
  private final Hearing hearing;
  private final Errands errands;
  private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);

  Orders(KeptRegistrations store, Hearing hearing, Errands errands) {
    this.store = store;
    this.hearing = hearing;
    this.errands = errands;
  }

  CommandOutcome execute(Command command, Instant now) throws InterruptedException {
    Registration registration = registration(command.device());
    Duration patience = Duration.between(now, command.deadline());
    if (registration == null) {
      return new CommandOutcome.Unreachable(command.device() + " is not registered");
    }
    if (!patience.isPositive() || !underWay.tryAcquire()) {
      return new CommandOutcome.Unreachable("the deadline has passed, or too much is under way");
    }
    try {
      return switch (wish(command, registration)) {
        case Wish.Unknown() -> new CommandOutcome.Unsupported();
        case Wish.Wrong(String why) -> new CommandOutcome.Refused(why);
        case Wish.Request(var request, LwM2mPath path) ->
            send(registration, request, path, patience);
      };
    } finally {
      underWay.release();
    }
  }

  private Wish wish(Command command, Registration registration) {
    Lwm2mSettings.Profile profile = hearing.profile(registration);
    Known it = hearing.known(registration);
    synchronized (it) {
      return Wish.of(command, registration, profile, it.plain);
    }
  }

  private CommandOutcome send(
      Registration registration,
      DownlinkDeviceManagementRequest<? extends LwM2mResponse> request,
      LwM2mPath path,
      Duration patience)
      throws InterruptedException {
    var answer = new CompletableFuture<CommandOutcome>();
    var given = new AtomicBoolean();
    var errand =
        new Errand(
            request,
            false,
            given::get,
            response -> answer.complete(outcome(registration, path, response)),
            failure -> answer.complete(new CommandOutcome.Unanswered()));
    if (!errands.add(registration, errand)) {
      return new CommandOutcome.Unreachable("too many requests wait for the device already");
    }
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      given.set(true);
      return errands.withdraw(registration, errand)
          ? new CommandOutcome.Unreachable("the device sleeps and did not wake in time")
          : new CommandOutcome.Unanswered();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome never fails", e);
    }
  }

  private CommandOutcome outcome(
      Registration registration, LwM2mPath path, LwM2mResponse response) {
    if (!response.isSuccess()) {
      return new CommandOutcome.Refused("the device answers " + response.getCode());
    }
    var values = new HashMap<String, Value>();
    if (response instanceof ReadResponse read) {
      hearing.of(registration, path, read.getContent()).stream()
          .filter(Telemetry.class::isInstance)
          .map(Telemetry.class::cast)
          .forEach(telemetry -> values.putAll(telemetry.readings()));
    }
    return new CommandOutcome.Done(Map.copyOf(values));
  }

  private @Nullable Registration registration(DeviceId device) {
    return store.all().stream()
        .filter(each -> hearing.device(each).filter(device::equals).isPresent())
        .findFirst()
        .orElse(null);
  }
}
