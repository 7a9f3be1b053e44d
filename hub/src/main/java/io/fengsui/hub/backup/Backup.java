package io.fengsui.hub.backup;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.audit.AuditLog;
import io.fengsui.hub.bus.BusFile;
import io.fengsui.hub.bus.BusHold;
import io.fengsui.hub.bus.LocalBus;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Copies a running hub into one file. Devices, rules and people go on meanwhile; one backup is made
 * at a time.
 *
 * <p>The order makes the copy consistent: what the rules had seen, then the events that came of it
 * and of some more, then the records of all that and of some more still. A hub that is restored
 * reads the records after its snapshots again, and its database knows the events that it has.
 */
@Component
public final class Backup {

  private static final Logger log = LoggerFactory.getLogger(Backup.class);
  private static final String RULES = "rules/";

  /** Its store is not copied, so it reads again what the bus keeps. */
  private static final String HISTORY = "history";

  private final LocalBus bus;
  private final DataSource database;
  private final AuditLog audit;
  private final TransactionTemplate transactions;
  private final InstantSource clock;
  private final Path data;
  private final ReentrantLock one = new ReentrantLock();

  Backup(
      LocalBus bus,
      DataSource database,
      AuditLog audit,
      TransactionTemplate transactions,
      InstantSource clock,
      Environment environment) {
    this.bus = bus;
    this.database = database;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
    this.data = Path.of(environment.getProperty("fengsui.data", "data"));
  }

  /** Says that somebody makes a backup; where nothing is written yet, a refusal can be told. */
  public void note(Actor by) {
    if (one.isLocked()) {
      throw new RefusedException(Kind.CONFLICT, "正在备份，请稍后再试", "a backup is being made; try again");
    }
    transactions.executeWithoutResult(_ -> audit.add(by, "backup.make", "hub", Map.of()));
  }

  /**
   * Writes a backup, on the caller's thread, as fast as the stream takes it.
   *
   * @throws IOException if the stream, a file or the database failed; what was written is then no
   *     backup, and a reader sees that
   */
  public void write(OutputStream out) throws IOException {
    if (!one.tryLock()) {
      throw new IOException("a backup is being made");
    }
    long from = System.nanoTime();
    try {
      Manifest made = copy(out);
      log.atInfo()
          .addKeyValue("parts", made.parts().size())
          .addKeyValue("rows", made.rows())
          .addKeyValue("millis", (System.nanoTime() - from) / 1_000_000)
          .log("backup made");
    } catch (SQLException e) {
      throw new IOException("the database could not be copied: " + e.getMessage(), e);
    } finally {
      one.unlock();
    }
  }

  private Manifest copy(OutputStream out) throws IOException, SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var archive = new ArchiveWriter(out, now);
    var files = new DataFiles(data);
    try (BusHold hold = bus.hold()) {
      files.copy(archive, name -> name.startsWith(RULES));
      Manifest manifest;
      List<BusFile> records;
      try (DatabaseDump dump = DatabaseDump.begin(database)) {
        Map<String, Long> ends = hold.ends();
        records = hold.cut();
        var tables = dump.write(archive);
        manifest =
            new Manifest(
                Manifest.FORMAT,
                version(),
                dataFormat(),
                dump.schema(),
                now,
                tables,
                dump.sequences(),
                ends,
                List.of());
      }
      writeBus(archive, hold, records);
      files.copy(archive, name -> !name.startsWith(RULES));
      Manifest whole = manifest.with(archive.parts());
      archive.finish(whole);
      return whole;
    }
  }

  private static void writeBus(ArchiveWriter archive, BusHold hold, List<BusFile> records)
      throws IOException {
    for (var lane : hold.positions().entrySet()) {
      for (var group : lane.getValue().entrySet()) {
        if (!group.getKey().equals(HISTORY)) {
          byte[] position = (group.getValue() + "\n").getBytes(StandardCharsets.US_ASCII);
          archive.part("bus/%s/groups/%s".formatted(lane.getKey(), group.getKey()), position);
        }
      }
    }
    for (BusFile file : records) {
      try (InputStream content = file.source().open()) {
        archive.part("bus/" + file.name(), file.length(), content);
      } catch (NoSuchFileException e) {
        log.atDebug().addKeyValue("file", file.name()).log("read by all groups and deleted");
      }
    }
  }

  private int dataFormat() throws IOException {
    return Integer.parseInt(Files.readString(data.resolve("VERSION")).strip());
  }

  private static String version() {
    return Objects.requireNonNullElse(
        Backup.class.getPackage().getImplementationVersion(), "unknown");
  }
}
