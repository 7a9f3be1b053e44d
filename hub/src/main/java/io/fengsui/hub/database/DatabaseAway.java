package io.fengsui.hub.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells a database that does not answer from a broken program. */
public final class DatabaseAway {

  private static final String DISK_FULL = "53100";

  private DatabaseAway() {}

  /** Whether a failure, or what caused it, is one that goes when the database is back. */
  public static boolean is(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DataAccessResourceFailureException
          || cause instanceof TransientDataAccessException
          || cause instanceof RecoverableDataAccessException
          || cause instanceof QueryTimeoutException
          || cause instanceof TransactionException) {
        return true;
      }
    }
    return false;
  }

  /** Whether its disk has no room. */
  public static boolean isDiskFull(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
