package io.fengsui.hub.database;

import io.fengsui.adapter.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What the hub's own server keeps below the hub's data folder.
 *
 * @param parent the hub's data folder
 */
record PostgresFolder(Path parent) {

  Path data() {
    return parent.resolve("postgres");
  }

  Path log() {
    return parent.resolve("postgres.log");
  }

  Path lock() {
    return parent.resolve("postgres.lock");
  }

  private Path passwordFile() {
    return parent.resolve("postgres.password");
  }

  /**
   * @throws DatabaseRefusedException if another version of PostgreSQL wrote it
   */
  void refuseForeign() throws IOException {
    Path data = data();
    if (!Files.exists(data)) {
      return;
    }
    String ours = PostgresPrograms.VERSION.substring(0, PostgresPrograms.VERSION.indexOf('.'));
    Path version = data.resolve("PG_VERSION");
    String found = Files.exists(version) ? Files.readString(version).strip() : "nothing known";
    if (!found.equals(ours)) {
      throw new DatabaseRefusedException(
          ("%s was written by PostgreSQL %s, this hub brings PostgreSQL %s; it was left untouched."
                  + " Move it with pg_upgrade or pg_dump, or start the hub release that wrote it.")
              .formatted(data, found, ours));
    }
  }

  Secret password() throws IOException {
    return ServerPassword.in(passwordFile());
  }

  /** Makes the server's files; all or none. */
  void create(PostgresPrograms programs) throws IOException, InterruptedException {
    Path data = data();
    Path unfinished = data.resolveSibling("postgres.new");
    Folders.delete(unfinished);
    var outcome =
        programs.run(
            "initdb",
            List.of(
                "-D",
                unfinished.toString(),
                "-U",
                DatabaseServer.NAME,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--set=scram_iterations=1024"));
    if (outcome.status() != 0) {
      Folders.delete(unfinished);
      throw DiskTrouble.in(outcome.output(), parent)
          .orElseGet(
              () ->
                  new DatabaseRefusedException(
                      "PostgreSQL could not create %s: %s".formatted(data, outcome.output())));
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Why the server did not start, from its log and from what the starting program said. */
  DatabaseRefusedException refusal(String output) throws IOException {
    String told = Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : output;
    List<String> lines = told.lines().toList();
    String last = String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    return DiskTrouble.in(told + output, parent)
        .orElseGet(
            () ->
                new DatabaseRefusedException(
                    "PostgreSQL did not start on %s: %s".formatted(data(), last)));
  }
}
