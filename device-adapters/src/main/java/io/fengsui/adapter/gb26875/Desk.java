package io.fengsui.adapter.gb26875;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.CommandOutcome;
import io.fengsui.adapter.CommandOutcome.Done;
import io.fengsui.adapter.CommandOutcome.Refused;
import io.fengsui.adapter.CommandOutcome.Unanswered;
import io.fengsui.adapter.CommandOutcome.Unreachable;
import io.fengsui.adapter.DeviceMessage.Occurrence;
import io.fengsui.adapter.Value;
import java.time.Duration;
import java.util.HashMap;
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

  /** How much longer than the device the hub waits for the guard. */
  private static final Duration DUTY_MARGIN = Duration.ofMinutes(2);

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
    if (to.line() == null) {
      return new Unreachable(to.device() + " is not connected");
    }
    Profile profile = centre.profile(to.address());
    return switch (Request.of(command, part, now(profile), profile)) {
      case Request.Wrong(String why) -> new Refused(why);
      case Request.Unknown() -> new CommandOutcome.Unsupported();
      case Request.Good good -> execute(command, to, good, profile);
    };
  }

  private CommandOutcome execute(
      Command command, Transmitter to, Request.Good request, Profile profile)
      throws InterruptedException {
    long nanos = Duration.between(centre.clock().instant(), command.deadline()).toNanos();
    if (nanos <= 0) {
      return new Unreachable("the command's deadline has passed");
    }
    Frame answer;
    long began = System.nanoTime();
    if (!to.turn.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      return new Unreachable("another command to " + to.device() + " is still under way");
    }
    try {
      answer = exchange(to, request, profile, nanos - (System.nanoTime() - began));
    } finally {
      to.turn.release();
    }
    if (answer == null) {
      return new Unanswered();
    }
    if (answer.command() == Frame.Command.DENY) {
      return new Refused("the device denied it");
    }
    request.dutyMinutes().ifPresent(minutes -> awaitDuty(command.id(), to, minutes));
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

  /** No message says that nobody answered: the centre keeps the time itself. */
  private void awaitDuty(String id, Transmitter to, int minutes) {
    to.dutyBegins(id);
    long millis = Duration.ofMinutes(minutes).plus(DUTY_MARGIN).toMillis();
    loop.later(
        () -> {
          if (to.dutyIsMissed(id)) {
            var details =
                Map.<String, Value>of(
                    "command", new Value.Text(id), "minutes", new Value.Quantity(minutes, "min"));
            centre.tell(new Occurrence(to.device(), null, "duty.missed", details), loop);
          }
        },
        millis);
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
