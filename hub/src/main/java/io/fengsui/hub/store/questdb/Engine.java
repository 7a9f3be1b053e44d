package io.fengsui.hub.store.questdb;

import io.questdb.cairo.CairoEngine;
import io.questdb.cairo.TableToken;
import io.questdb.cairo.security.AllowAllSecurityContext;
import io.questdb.cairo.vm.Vm;
import io.questdb.griffin.FunctionFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** QuestDB on one folder. Thread-safe. */
final class Engine implements AutoCloseable {

  /** Grows when a hub writes what the one before cannot read. */
  private static final int FORMAT = 1;

  private final CairoEngine cairo;

  private Engine(CairoEngine cairo) {
    this.cairo = cairo;
  }

  /** Opens the folder, which takes about a second; makes it when it is not there. */
  static Engine open(Path folder) throws IOException {
    ObjectHeaders.check();
    Path tables = Files.createDirectories(folder.resolve("questdb"));
    checkFormat(folder);
    QuietLog.start();
    return Trouble.told(
        "the history in %s cannot be opened".formatted(folder),
        () -> new Engine(new WithoutSql(new EngineSettings(tables))));
  }

  private static void checkFormat(Path folder) throws IOException {
    Path file = folder.resolve("format");
    if (!Files.exists(file)) {
      Files.writeString(file, FORMAT + "\n");
    }
    String format = Files.readString(file).strip();
    if (!format.equals(String.valueOf(FORMAT))) {
      throw new IOException(
          "the history in %s has format %s, and this hub knows format %d: was it written by a newer hub? Start that one, or move the folder away to begin an empty history"
              .formatted(folder, format, FORMAT));
    }
  }

  ShelfReader reader(Shelf shelf) {
    return new ShelfReader(cairo.getReader(token(shelf)), shelf);
  }

  ShelfWriter writer(Shelf shelf) {
    return new ShelfWriter(cairo.getWriter(token(shelf), "history"), shelf);
  }

  /** Gives back what readers that are done hold open. */
  void tidy() {
    cairo.releaseInactive();
  }

  private synchronized TableToken token(Shelf shelf) {
    TableToken token = cairo.getTableTokenIfExists(shelf.getTableName());
    if (token != null) {
      return token;
    }
    try (var memory = Vm.getCMARWInstance();
        var path = new io.questdb.std.str.Path()) {
      return cairo.createTable(AllowAllSecurityContext.INSTANCE, memory, path, true, shelf, false);
    }
  }

  @Override
  public void close() {
    cairo.close();
  }

  /** The functions of SQL, some thousand classes, are not loaded: nobody asks in SQL. */
  private static final class WithoutSql extends CairoEngine {
    WithoutSql(EngineSettings settings) {
      super(settings);
    }

    @Override
    protected Iterable<FunctionFactory> getFunctionFactories() {
      return List.of();
    }
  }
}
