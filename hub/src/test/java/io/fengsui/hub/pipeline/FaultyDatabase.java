package io.fengsui.hub.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A real database with the faults of the way to it, and of the hub at the moment of a commit. */
final class FaultyDatabase extends DelegatingDataSource {
  private final BooleanSupplier away;
  private final Deque<AtCommit> commits = new ArrayDeque<>();

  /** What happens at a commit. */
  enum AtCommit {
    REFUSED("the database refuses a commit"),
    ANSWER_LOST("a commit succeeds and its answer is lost"),
    HUB_DIES_BEFORE("the hub dies just before a commit"),
    HUB_DIES_AFTER("the hub dies just after a commit"),
    POWER_FAILS_AFTER("the power fails just after a commit");

    private final String told;

    AtCommit(String told) {
      this.told = told;
    }

    String told() {
      return told;
    }
  }

  /**
   * Stands before a database.
   *
   * @param away asked for each connection
   */
  FaultyDatabase(DataSource database, BooleanSupplier away) {
    super(database);
    this.away = away;
  }

  /** Lets this happen at the next commit, or at the one after those that are waiting. */
  void next(AtCommit fault) {
    commits.add(fault);
  }

  /** Nothing of what was still to happen happens. */
  void heal() {
    commits.clear();
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (away.getAsBoolean()) {
      throw new SQLException("the database is away", "08001");
    }
    Connection real = super.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            FaultyDatabase.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) ->
                method.getName().equals("commit")
                    ? commit(real)
                    : call(real, method, arguments == null ? new Object[0] : arguments));
  }

  private Object commit(Connection real) throws SQLException {
    AtCommit fault = commits.poll();
    switch (fault) {
      case null -> real.commit();
      case REFUSED -> {
        real.rollback();
        throw new SQLException("the connection broke before the commit", "08006");
      }
      case ANSWER_LOST -> {
        real.commit();
        throw new SQLException("the connection broke after the commit", "08006");
      }
      case HUB_DIES_BEFORE -> {
        real.rollback();
        throw Crash.kill();
      }
      case HUB_DIES_AFTER -> {
        real.commit();
        throw Crash.kill();
      }
      case POWER_FAILS_AFTER -> {
        real.commit();
        throw Crash.powerCut();
      }
    }
    return null;
  }

  private static Object call(Connection real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
