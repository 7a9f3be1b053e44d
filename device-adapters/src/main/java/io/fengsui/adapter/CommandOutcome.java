package io.fengsui.adapter;

import java.util.Map;

/** What became of a {@link Command}. */
public sealed interface CommandOutcome {

  /** The device did it. */
  record Done(Map<String, Value> answer) implements CommandOutcome {
    public Done {
      answer = Map.copyOf(answer);
    }
  }

  /** The device said no. */
  record Refused(String detail) implements CommandOutcome {}

  /** Sent; it may or may not have happened. */
  record Unanswered() implements CommandOutcome {}

  /** Not sent. */
  record Unreachable(String detail) implements CommandOutcome {}

  /** The protocol has no commands. */
  record Unsupported() implements CommandOutcome {}
}
