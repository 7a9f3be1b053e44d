package io.fengsui.hub.supervision;

import io.fengsui.hub.database.TestDatabase;

/** The book over a test's database. */
public final class BlindBookStage {
  private BlindBookStage() {}

  /** Opens it. */
  public static BlindBook book(TestDatabase database) {
    return new BlindBook(new BlindTable(database.jdbc()), database.transactions());
  }
}
