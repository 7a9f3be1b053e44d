package io.fengsui.rules;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A copy of all state of an engine at one instant, made little by little while the engine goes on:
 * what is about to change is copied just before. So a large state stops nobody for long. Used by
 * the engine's thread until it is complete, then by any one.
 */
public final class Capture {

  private final RuleEngine engine;
  private final Watched[] subjects;
  private final Chunks bytes = new Chunks();
  private final SnapshotWriter writer;
  private final int number;
  private int next;

  Capture(RuleEngine engine, Watched[] subjects, int number) {
    this.engine = engine;
    this.subjects = subjects;
    this.number = number;
    this.writer = new SnapshotWriter(new DataOutputStream(bytes));
    try {
      writer.begin(engine, subjects.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Copies some more subjects.
   *
   * @param most how many at most; 1,000 take about a millisecond
   * @return whether the copy is complete
   */
  public boolean step(int most) {
    int end = next + Math.min(subjects.length - next, most);
    while (next < end) {
      save(subjects[next++]);
    }
    if (next == subjects.length) {
      engine.roster().ended(this);
      return true;
    }
    return false;
  }

  /** Hands the copy on, for {@link RuleEngine#restore}. To be called when it is complete. */
  public void writeTo(OutputStream out) throws IOException {
    if (next < subjects.length) {
      throw new IllegalStateException(next + " of " + subjects.length + " subjects are copied");
    }
    bytes.writeTo(out);
  }

  /** Copies a subject unless it is copied already, or came after this copy was begun. */
  void save(Watched watched) {
    if (watched.copied < number) {
      watched.copied = number;
      try {
        writer.write(watched);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
