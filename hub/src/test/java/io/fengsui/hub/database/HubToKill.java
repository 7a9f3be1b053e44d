package io.fengsui.hub.database;

import java.nio.file.Files;
import java.nio.file.Path;

/** Stands in for a hub that is killed: starts the database, commits, says so, and waits. */
final class HubToKill {

  private HubToKill() {}

  public static void main(String[] args) throws Exception {
    var server = DatabaseServer.start(Path.of(args[0]), Path.of(args[1]), 0);
    try (var connection = server.address().connect();
        var statement = connection.createStatement()) {
      statement.execute("create table committed_before_the_kill()");
      Files.createFile(Path.of(args[2]));
      Thread.currentThread().join();
    }
  }
}
