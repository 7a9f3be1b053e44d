package io.fengsui.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.DisposableBean;

/**
 * The folder that holds all the hub keeps, for this process alone as long as it is open. Its file
 * {@code VERSION} holds the number of the format that all in it has; a folder of a newer format is
 * not touched.
 */
final class DataFolder implements DisposableBean {

  /** The format this hub writes. */
  static final int FORMAT = 1;

  private static final int LONGEST_NUMBER = 9;

  private final FileChannel lock;

  private DataFolder(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Opens the folder, and makes it if there is none.
   *
   * @throws DataFolderException if it is newer, in use, or cannot be written
   */
  static DataFolder open(Path folder) {
    try {
      Path version = folder.resolve("VERSION");
      if (Files.exists(version)) {
        check(version);
      }
      Files.createDirectories(folder);
      FileChannel lock = lock(folder);
      if (!Files.exists(version)) {
        Files.writeString(
            version, FORMAT + "\n", StandardOpenOption.CREATE, StandardOpenOption.SYNC);
      }
      return new DataFolder(lock);
    } catch (IOException e) {
      throw new DataFolderException(
          "The data folder %s cannot be used: %s. Make it writable, or set fengsui.data to another folder."
              .formatted(folder.toAbsolutePath(), e),
          e);
    }
  }

  @Override
  public void destroy() throws IOException {
    lock.close();
  }

  private static void check(Path version) throws IOException {
    String text = Files.readString(version).strip();
    if (text.equals("restoring")) {
      throw new DataFolderException(
          "A restore to %s did not finish. Delete the folder and restore again."
              .formatted(version.toAbsolutePath().getParent()),
          null);
    }
    boolean number = text.matches("\\d{1," + LONGEST_NUMBER + "}");
    if (!number || Integer.parseInt(text) > FORMAT) {
      throw new DataFolderException(
          "The data in %s has format \"%s\", and this version of Fengsui knows formats up to %d. Nothing was changed. Start the newer version, or set fengsui.data to another folder."
              .formatted(version.toAbsolutePath().getParent(), text, FORMAT),
          null);
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new DataFolderException(
          "Another hub runs on the data folder %s. Stop it, or set fengsui.data to another folder."
              .formatted(folder.toAbsolutePath()),
          null);
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another hub in this very process, as in tests
    }
  }
}
