package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.CommandOutcome.Done;
import io.fengsui.adapter.CommandOutcome.Refused;
import io.fengsui.adapter.CommandOutcome.Unanswered;
import io.fengsui.adapter.CommandOutcome.Unreachable;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commands to transmitters and their answers back; one at a time for each device. Blocks, so
 * it is called on virtual threads.
 */
final class Desk {

  private static final Logger log = LoggerFactory.getLogger(Desk.class);
  private static final Duration SYNC_PATIENCE = Duration.ofMinutes(1);

  private final Centre centre;
  private final Loop loop;

  Desk(Centre centre, Loop loop) {
    this.centre = centre;
    this.loop = loop;
  }

  /** Asks the transmitter itself, or the one that a component is behind. */
  CommandOutcome execute(Command command) throws InterruptedException {
    Part part = null;
    Optional<Transmitter> device = centre.transmitter(command.device());
    for (var id = command.device(); device.isEmpty(); device = centre.transmitter(id)) {
      Optional<Centre.Place> place = centre.place(id);
      if (place.isEmpty()) {
        return new Unreachable(command.device() + " has not been heard since the link started");
      }
      part = part == null ? place.get().part() : part;
      id = place.get().parent();
    }
    Transmitter to = device.get();
    Profile profile = centre.profile(to.address());
    return switch (Request.of(command, part, now(profile), profile)) {
      case Request.Wrong(String why) -> new Refused(why);
      case Request.Unknown() -> new CommandOutcome.Unsupported();
      case Request.Clear(Part of) -> clear(to, of, profile);
      case Request.Good _ when to.line() == null ->
          new Unreachable(to.device() + " is not connected");
      case Request.Good good -> execute(command, to, good, profile);
    };
  }

  /** Somebody has looked and says that it is over (R19); the device is not asked. */
  private CommandOutcome clear(Transmitter at, Part of, Profile profile) {
    List<DeviceMessage> messages;
    synchronized (at) {
      messages = Mapper.clear(of, at.device(), profile, at.latches, centre);
      at.recent.forgetStates();
    }
    messages.forEach(message -> centre.tell(message, loop));
    centre.keeper().keep(at, () -> {});
    return new Done(Map.of("cleared", new Value.Quantity(messages.size(), "")));
  }

  private CommandOutcome execute(
      Command command, Transmitter to, Request.Good request, Profile profile)
      throws InterruptedException {
    long nanos = Duration.between(centre.clock().instant(), command.deadline()).toNanos();
    if (nanos <= 0) {
      return new Unreachable("the command's deadline has passed");
    }
    Duty duty = null;
    Frame answer;
    long began = System.nanoTime();
    if (!to.turn.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      return new Unreachable("another command to " + to.device() + " is still under way");
    }
    try {
      duty = begin(command, to, request);
      answer = exchange(to, request, profile, nanos - (System.nanoTime() - began));
    } finally {
      to.turn.release();
    }
    if (duty != null && (answer == null || answer.command() == Frame.Command.DENY)) {
      to.dutyFails(duty);
    }
    if (answer == null) {
      return new Unanswered();
    }
    if (answer.command() == Frame.Command.DENY) {
      return new Refused("the device denied it");
    }
    return new Done(
        answer.command() == Frame.Command.CONFIRM
            ? confirmed(request)
            : Answers.of(Content.of(answer.data(), profile), profile));
  }

  private @Nullable Frame exchange(
      Transmitter to, Request.Good request, Profile profile, long patienceNanos)
      throws InterruptedException {
    var exchange = new Exchange();
    Frame question = to.ask(exchange, request.command(), request.data(), now(profile), profile);
    try {
      return exchange.run(to, question, centre.settings().limits(), patienceNanos);
    } finally {
      to.done(exchange);
    }
  }

  private static Map<String, Value> confirmed(Request.Good request) {
    var answer = new HashMap<String, Value>();
    answer.put("confirmed", new Value.Flag(true));
    request.dutyMinutes().ifPresent(m -> answer.put("minutes", new Value.Quantity(m, "min")));
    return answer;
  }

  /** Before the question is sent, since a guard may be quicker than whoever asked. */
  private @Nullable Duty begin(Command command, Transmitter to, Request.Good request) {
    if (request.dutyMinutes().isEmpty()) {
      return null;
    }
    int minutes = request.dutyMinutes().getAsInt();
    var duty = new Duty(command.id(), minutes, centre.clock().instant());
    to.dutyBegins(duty);
    return duty;
  }

  /** Sets a clock that is wrong, on a thread of its own. */
  void syncClock(Transmitter to) {
    Thread.ofVirtual()
        .name("gb26875-clock")
        .start(
            () -> {
              var command =
                  new Command(
                      "clock",
                      to.device(),
                      Request.SYNC_CLOCK,
                      Map.of(),
                      centre.clock().instant().plus(SYNC_PATIENCE));
              try {
                CommandOutcome outcome = execute(command);
                log.atInfo()
                    .addKeyValue("device", to.device())
                    .addKeyValue("outcome", outcome.getClass().getSimpleName())
                    .log("set a clock that was wrong");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private TimeTag now(Profile profile) {
    return TimeTag.of(centre.clock().instant(), profile.zone());
  }
}
