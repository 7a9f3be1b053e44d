package io.fengsui.hub.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of a data folder that have no copy of their own in a backup: rule snapshots, rule
 * files, the folder's format, and whatever else a hub keeps there. Left out is what is copied
 * another way, what the next start makes anew, and what is half written.
 *
 * @param folder the hub's data folder
 */
record DataFiles(Path folder) {

  /** Where they stand in the archive. */
  static final String PREFIX = "files/";

  private static final Set<String> LEFT_OUT =
      Set.of(
          "bus",
          "history",
          "hub.lock",
          "postgres",
          "postgres.new",
          "postgres.lock",
          "postgres.log",
          "postgres.password");

  private static final Set<String> UNFINISHED = Set.of("unfinished", "next", "new", "tmp");

  /** Copies what the predicate takes; a file that goes meanwhile was not needed. */
  void copy(ArchiveWriter archive, Predicate<String> taken) throws IOException {
    for (String name : names()) {
      if (taken.test(name)) {
        copy(archive, name);
      }
    }
  }

  private void copy(ArchiveWriter archive, String name) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve(name));
        InputStream content = Channels.newInputStream(file)) {
      archive.part(PREFIX + name, file.size(), content);
    } catch (NoSuchFileException e) {
      // A snapshot that was replaced: the one that was moved aside follows in the list.
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> top = Files.list(folder)) {
      List<String> names = new ArrayList<>();
      for (Path path : top.filter(DataFiles::isKept).toList()) {
        try (Stream<Path> files = Files.walk(path)) {
          files
              .filter(Files::isRegularFile)
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .filter(DataFiles::isFinished)
              .forEach(names::add);
        }
      }
      return names.stream().sorted().toList();
    }
  }

  private static boolean isKept(Path top) {
    String name = String.valueOf(top.getFileName());
    return !LEFT_OUT.contains(name) && !name.startsWith("postgresql-");
  }

  private static boolean isFinished(String name) {
    return !UNFINISHED.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
