package io.fengsui.hub.pipeline;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.pipeline.FaultyDatabase.AtCommit;
import java.time.Duration;

/** One thing that happens in a story. Its text is how a story that failed is told. */
sealed interface Step {

  void take(Pipeline pipeline) throws Exception;

  /** A device sends a message. */
  record Says(String device, Saying what) implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      pipeline.says(device, what);
    }

    @Override
    public String toString() {
      return device + " says " + what;
    }
  }

  /** A device, or what buffers for it, sends what was observed some time ago. */
  record SaysLate(String device, Saying what, Duration ago) implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      pipeline.says(device, what, ago);
    }

    @Override
    public String toString() {
      return device + " says " + what + " of " + ago + " ago";
    }
  }

  /** A device that heard no answer sends its last message again. */
  record Repeats(String device) implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      pipeline.repeats(device);
    }

    @Override
    public String toString() {
      return device + " repeats itself";
    }
  }

  /** A lane of the bus makes durable what waits. */
  record Writes(Lane lane) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.writes(lane);
    }

    @Override
    public String toString() {
      return "the " + lane.key() + " lane writes";
    }
  }

  /** The rules of a lane look at the next batch. */
  record Evaluates(Lane lane) implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      pipeline.evaluates(lane);
    }

    @Override
    public String toString() {
      return "the rules of the " + lane.key() + " lane turn";
    }
  }

  /** A channel hands one notification over. */
  record HandsOver(String channel) implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      pipeline.handsOver(channel);
    }

    @Override
    public String toString() {
      return "the outbox of " + channel + " turns";
    }
  }

  /** All of the four before, once each. */
  record Round() implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      pipeline.round();
    }

    @Override
    public String toString() {
      return "everybody takes a turn";
    }
  }

  /** Time goes by. */
  record Passes(Duration time) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.passes(time);
    }

    @Override
    public String toString() {
      return time.toSeconds() + " s pass";
    }
  }

  /** Somebody sets the clock. */
  record ClockJumps(Duration by) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.clock.set(pipeline.clock.instant().plus(by));
    }

    @Override
    public String toString() {
      return "the clock is set by " + by.toSeconds() + " s";
    }
  }

  /** {@code kill -9}, and a start some time later. */
  record Killed(Duration away) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.staysAway(away);
      throw Crash.kill();
    }

    @Override
    public String toString() {
      return "the hub is killed and back after " + away.toSeconds() + " s";
    }
  }

  /** A power cut, and a start some time later. */
  record PowerCut(Duration away) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.staysAway(away);
      throw Crash.powerCut();
    }

    @Override
    public String toString() {
      return "the power fails; the hub is back after " + away.toSeconds() + " s";
    }
  }

  /** An orderly stop, and a start some time later. */
  record Stopped(Duration away) implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      pipeline.restarts(away);
    }

    @Override
    public String toString() {
      return "the hub is stopped and back after " + away.toSeconds() + " s";
    }
  }

  /** The database does not answer for a while. */
  record DatabaseAway(Duration time) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.databaseAway(time);
    }

    @Override
    public String toString() {
      return "the database is away for " + time.toSeconds() + " s";
    }
  }

  /** Something happens at a commit to come. */
  record Commit(AtCommit fault) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.database.next(fault);
    }

    @Override
    public String toString() {
      return "soon " + fault.told();
    }
  }

  /** The receiver answers a notification to come in its own way. */
  record Answers(Receiver.Answer answer) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.receiver.next(answer);
    }

    @Override
    public String toString() {
      return "soon the receiver " + answer.told();
    }
  }

  /** The disk refuses, or takes data again. */
  record Disk(boolean refuses) implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.bus.refuse(refuses ? "no space left" : null);
    }

    @Override
    public String toString() {
      return refuses ? "the disk is full" : "the disk has room again";
    }
  }

  /** The next write to the disk fails half way. */
  record TornWrite() implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.bus.tearNextWrite();
    }

    @Override
    public String toString() {
      return "the next write to the disk fails half way";
    }
  }

  /** People change the rules: one that never raises anything comes, or goes again. */
  record RulesChange() implements Step {
    @Override
    public void take(Pipeline pipeline) {
      pipeline.changeRules();
    }

    @Override
    public String toString() {
      return "people change the rules";
    }
  }

  /** A saved state of the rules is damaged. */
  record StateSpoiled(Lane lane, Spoiling how) implements Step {
    @Override
    public void take(Pipeline pipeline) throws Exception {
      how.spoil(pipeline.states(), lane);
    }

    @Override
    public String toString() {
      return "the saved state of the " + lane.key() + " lane is " + how;
    }
  }
}
