package io.fengsui.hub.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Has the hub copy itself into a file on this machine. The file gets its name when it is whole and
 * on disk; it holds secrets, so only its owner may read it.
 */
@Command(name = "backup")
final class BackupCommand implements Runnable {

  private final Fengsui fengsui;

  @Parameters(paramLabel = "FILE", descriptionKey = "backup.file")
  private Path file = Path.of("");

  BackupCommand(Fengsui fengsui) {
    this.fengsui = fengsui;
  }

  @Override
  public void run() {
    Screen screen = fengsui.screen();
    if (Files.exists(file)) {
      throw new Refusal(screen.texts().get("backup.exists", file), "");
    }
    try {
      long bytes = make(screen);
      screen.progress("");
      var answer = HubClient.JSON.createObjectNode();
      answer.put("file", file.toAbsolutePath().toString());
      answer.put("bytes", bytes);
      if (!screen.tookAsJson(answer)) {
        screen.say("backup.done", file, megabytes(bytes));
        screen.say("backup.keep");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long make(Screen screen) throws IOException {
    Path unfinished = file.toAbsolutePath().resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    try (FileChannel channel = create(unfinished)) {
      OutputStream out = Channels.newOutputStream(channel);
      fengsui
          .hub()
          .download(
              "/api/backup",
              out,
              bytes -> screen.progress(screen.texts().get("backup.progress", megabytes(bytes))));
      channel.force(true);
    }
    requireWhole(unfinished, screen);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return Files.size(file);
  }

  private static FileChannel create(Path path) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(
            path,
            options,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        : FileChannel.open(path, options);
  }

  /** Reads what arrived once more: its end says that the hub came to its end. */
  private static void requireWhole(Path path, Screen screen) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 16)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw new Refusal(screen.texts().get("backup.torn"), screen.texts().get("backup.torn.hint"));
    }
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
