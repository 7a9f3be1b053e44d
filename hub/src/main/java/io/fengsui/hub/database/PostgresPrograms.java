package io.fengsui.hub.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's own programs, unpacked once from the archive that comes with the hub. */
final class PostgresPrograms {

  /** Of the archive; the data folder's {@code PG_VERSION} must be the part before the dot. */
  static final String VERSION = "18.4";

  private final Path folder;
  private final List<String> prefix;

  private PostgresPrograms(Path folder, List<String> prefix) {
    this.folder = folder;
    this.prefix = prefix;
  }

  /** The programs in a folder below {@code parent}; unpacks them when they are not there yet. */
  static PostgresPrograms in(Path parent) throws IOException {
    Path folder = parent.resolve("postgresql-" + VERSION);
    if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
      Path unfinished = Files.createTempDirectory(parent, "postgresql-unpacking");
      unpack(unfinished);
      Folders.delete(folder);
      Files.move(unfinished, folder);
    }
    return new PostgresPrograms(folder, prefix());
  }

  /** What a program said and how it ended. */
  record Outcome(int status, String output) {}

  /** Runs a program to its end; its arguments are passed as they are, without a shell. */
  Outcome run(String program, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(folder.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output.strip());
  }

  /**
   * PostgreSQL refuses to run as root. In a user namespace of its own it sees itself as nobody,
   * while files keep their owner and the process its id.
   */
  private static List<String> prefix() throws IOException {
    boolean root = "root".equals(System.getProperty("user.name"));
    if (!root) {
      return List.of();
    }
    List<String> unshare = List.of("unshare", "--user");
    var probe = new ArrayList<>(unshare);
    probe.add("true");
    try {
      if (new ProcessBuilder(probe).start().waitFor() == 0) {
        return unshare;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting the database", e);
    }
    throw new DatabaseRefusedException(
        "PostgreSQL does not run as root, and this system allows no user namespaces."
            + " Start the hub as an ordinary user, or set fengsui.database.url.");
  }

  private static void unpack(Path target) throws IOException {
    String archive = archive();
    try (InputStream packed = PostgresPrograms.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new DatabaseRefusedException(
            "this build of the hub brings no PostgreSQL for this machine (%s). Set fengsui.database.url."
                .formatted(archive));
      }
      var tar = new TarArchiveInputStream(new XZCompressorInputStream(buffered(packed)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(entry, tar, target);
      }
    }
  }

  private static InputStream buffered(InputStream in) {
    return new BufferedInputStream(in, 1 << 16);
  }

  private static void write(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target) || file.toString().endsWith(".a")) {
      return;
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, file);
      if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true)) {
        throw new IOException("cannot make executable: " + file);
      }
    }
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arm = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "postgres-%s-%s.txz".formatted(system.startsWith("mac") ? "darwin" : system, arm);
  }
}
