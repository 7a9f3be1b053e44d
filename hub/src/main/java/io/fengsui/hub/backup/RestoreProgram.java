package io.fengsui.hub.backup;

import io.fengsui.hub.database.DatabaseAddress;
import io.fengsui.hub.database.DatabaseProperties;
import io.fengsui.hub.database.DatabaseRefusedException;
import io.fengsui.hub.problem.Sentence;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code hub.jar restore FILE --data DIR}: the hub's program in its second mode, without a hub.
 * Reads the hub's settings, so that the database is the one that the hub will use.
 */
public final class RestoreProgram {

  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int WRONG_USAGE = 2;

  private final RestoreOptions options;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean terminal;
  private int shown = -1;

  private RestoreProgram(
      RestoreOptions options, PrintStream out, PrintStream err, boolean terminal) {
    this.options = options;
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Only the settings of the database are read; no stage is started. */
  @EnableConfigurationProperties(DatabaseProperties.class)
  static final class Settings {}

  /**
   * Runs it.
   *
   * @param arguments what follows {@code restore}
   * @param newestData the newest format of a data folder that this hub knows
   * @return the exit status: 0 done, 1 refused, 2 wrong usage
   */
  public static int run(List<String> arguments, int newestData, PrintStream out, PrintStream err) {
    String language = System.getenv().getOrDefault("FENGSUI_LANG", "en");
    RestoreOptions options;
    try {
      options = RestoreOptions.of(arguments, language);
    } catch (IllegalArgumentException e) {
      err.println(
          language.startsWith("zh")
              ? "参数缺失或无效：%s\n→ ./fengsui restore --help".formatted(e.getMessage())
              : "missing or not valid: %s\n→ ./fengsui restore --help".formatted(e.getMessage()));
      return WRONG_USAGE;
    }
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    return new RestoreProgram(options, out, err, terminal && !options.json()).run(newestData);
  }

  private int run(int newestData) {
    try {
      Manifest manifest =
          options.dryRun()
              ? Restore.check(archive(new Sentence("校验", "Checking")), newestData)
              : restore(newestData);
      report(manifest);
      return DONE;
    } catch (BackupRefusedException e) {
      return refuse(e.sentence());
    } catch (DatabaseRefusedException | FlywayException | IOException | SQLException e) {
      return refuse(
          new Sentence(
              "未能恢复，未留下任何内容：" + e.getMessage(),
              "not restored, and nothing was left behind: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return REFUSED;
    }
  }

  private Manifest restore(int newestData) throws IOException, SQLException, InterruptedException {
    String[] arguments = options.settings().toArray(String[]::new);
    try (var context =
        new SpringApplicationBuilder(Settings.class)
            .web(WebApplicationType.NONE)
            .properties("logging.level.io.fengsui=warn")
            .run(arguments)) {
      DatabaseProperties settings = context.getBean(DatabaseProperties.class);
      String url = settings.url();
      DatabaseAddress outside = url == null ? null : settings.outside(url);
      var target = new RestoredFolder(options.data().toAbsolutePath().normalize());
      return new Restore(archive(new Sentence("恢复", "Restoring")), target, outside, newestData)
          .run();
    }
  }

  private void report(Manifest manifest) {
    if (terminal) {
      err.print("\r\u001B[K");
    }
    if (options.json()) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("file", options.file().toString());
      answer.put("data", options.dryRun() ? null : options.data().toString());
      answer.put("createdAt", manifest.createdAt());
      answer.put("hub", manifest.hub());
      answer.put("schema", manifest.schema());
      answer.put("rows", manifest.rows());
      answer.put("bus", manifest.bus());
      out.println(JsonMapper.shared().writeValueAsString(answer));
      return;
    }
    long records = manifest.bus().values().stream().mapToLong(Long::longValue).sum();
    out.println(
        options.dryRun()
            ? say(
                "备份完整：%s，版本 %s，数据库 %,d 行，总线至第 %,d 条",
                "The backup is whole: made %s by version %s, %,d rows, bus up to record %,d",
                manifest.createdAt(),
                manifest.hub(),
                manifest.rows(),
                records)
            : say(
                "已恢复到 %s（备份于 %s，%,d 行）。启动：./fengsui up --data %1$s",
                "Restored to %s (backup of %s, %,d rows). Start it: ./fengsui up --data %1$s",
                options.data(),
                manifest.createdAt(),
                manifest.rows()));
  }

  private String say(String zh, String en, Object... values) {
    return new Sentence(zh, en).in(options.language()).formatted(values);
  }

  private int refuse(Sentence why) {
    if (terminal) {
      err.print("\r\u001B[K");
    }
    err.println(why.in(options.language()));
    return REFUSED;
  }

  private Archive archive(Sentence doing) throws IOException {
    Path file = options.file().toAbsolutePath();
    long size = Files.exists(file) ? Math.max(1, Files.size(file)) : 1;
    LongConsumer progress =
        read -> {
          int percent = (int) (100 * read / size);
          if (terminal && percent != shown) {
            shown = percent;
            err.print("\r\u001B[K%s %d %%".formatted(doing.in(options.language()), percent));
            err.flush();
          }
        };
    return new Archive(file, progress);
  }
}
