package io.fengsui.hub.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Held by the one hub that may touch a folder. The operating system gives it up when the process
 * ends, however it ends.
 */
final class FolderLock implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(FolderLock.class);

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws DatabaseRefusedException if another hub holds it
   */
  static FolderLock take(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      log.atDebug().log("the folder is held by this very process");
    }
    channel.close();
    throw new DatabaseRefusedException(
        "another hub is running on the folder %s. Stop it, or set fengsui.data to another folder."
            .formatted(file.getParent()));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.atWarn().setCause(e).log("the lock file could not be closed");
    }
  }
}
