package io.fengsui.hub.pipeline;

import io.fengsui.hub.bus.HandClock;
import io.fengsui.hub.dispatch.Channel;
import io.fengsui.hub.dispatch.Delivery;
import io.fengsui.hub.dispatch.Notification;
import io.fengsui.hub.event.EventRevision;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Somebody outside who is told of all events, and answers as a story wants. */
final class Receiver implements Channel {
  static final String NAME = "city";
  private static final Duration LONG = Duration.ofMinutes(3);

  private final HandClock clock;
  private final Deque<Answer> answers = new ArrayDeque<>();

  /** What it was told and took, in order. */
  final List<Notification> taken = new ArrayList<>();

  /** What it said it would never take. */
  final List<String> refused = new ArrayList<>();

  /** How it answers one notification. */
  enum Answer {
    LATER("asks to be told later"),
    NEVER("refuses what it is told"),
    SLOWLY("takes three minutes to answer"),
    UNHEARD("takes what it is told, but its answer is lost"),
    NOTHING("cannot be reached");

    private final String told;

    Answer(String told) {
      this.told = told;
    }

    String told() {
      return told;
    }
  }

  Receiver(HandClock clock) {
    this.clock = clock;
  }

  /** Answers the next notification so. */
  void next(Answer answer) {
    answers.add(answer);
  }

  void heal() {
    answers.clear();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(EventRevision revision) {
    return true;
  }

  @Override
  public int parallelism() {
    return 1;
  }

  @Override
  public Delivery deliver(Notification notification) {
    return switch (answers.poll()) {
      case null -> take(notification);
      case LATER -> new Delivery.Retry("busy", Optional.of(Duration.ofSeconds(90)));
      case NEVER -> {
        refused.add(notification.key());
        yield new Delivery.Refused("not for us");
      }
      case SLOWLY -> {
        clock.move(LONG);
        yield take(notification);
      }
      case UNHEARD -> {
        take(notification);
        yield new Delivery.Retry("the connection broke", Optional.empty());
      }
      case NOTHING -> throw new IllegalStateException("no route");
    };
  }

  private Delivery take(Notification notification) {
    taken.add(notification);
    return new Delivery.Delivered("c-" + taken.size());
  }
}
