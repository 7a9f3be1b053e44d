package io.fengsui.hub.store.questdb;

import io.fengsui.hub.store.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Walks through an answer of any size in order of time: piece by piece, each as long as what it
 * holds fits into memory.
 */
final class Chunks {

  private static final int MOST = 200_000;

  /** Finds the rows of a question, sorted and folded; empty if they are more than {@code most}. */
  @FunctionalInterface
  interface Finder {
    Optional<List<Row>> find(Question question, int most) throws IOException;
  }

  /** Takes rows; false when it has enough. */
  @FunctionalInterface
  interface Taker {
    boolean take(Row row) throws IOException;
  }

  private final Finder finder;
  private final Duration patience;

  /**
   * @param patience how long one piece may take to find
   */
  Chunks(Finder finder, Duration patience) {
    this.finder = finder;
    this.patience = patience;
  }

  void walk(Question question, Taker taker) throws IOException {
    long from = question.from();
    long width = question.to() - from;
    while (from < question.to()) {
      long to = question.to() - from <= width ? question.to() : from + width;
      Optional<List<Row>> found = find(question.between(from, to));
      if (found.isEmpty()) {
        width = (to - from) / 2;
        continue;
      }
      for (Row row : found.get()) {
        if (!taker.take(row)) {
          return;
        }
      }
      if (found.get().size() < MOST / 4 && width <= Long.MAX_VALUE / 2) {
        width *= 2;
      }
      from = to;
    }
  }

  private Optional<List<Row>> find(Question question) throws IOException {
    long begin = System.nanoTime();
    boolean smallest = question.to() - question.from() <= 1;
    Optional<List<Row>> found = finder.find(question, smallest ? Integer.MAX_VALUE : MOST);
    if (System.nanoTime() - begin > patience.toNanos()) {
      throw new IOException("the history took longer than " + patience.toSeconds() + " s");
    }
    return found;
  }
}
