package io.fengsui.simulator.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs beside the hub that write and sync the same file system without end. That is how a disk
 * gets slow without device-mapper: each of the hub's syncs waits for theirs.
 */
final class BusyDisk {
  private static final int THREADS = 3;
  private static final int BYTES = 8 << 20;

  private final Path folder;
  private volatile boolean over;

  private BusyDisk(Path folder) {
    this.folder = folder;
  }

  /** Begins. */
  static Ongoing begin(Path folder) {
    var busy = new BusyDisk(folder);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      var file = folder.resolve("busy-" + i);
      threads.add(Thread.ofPlatform().daemon().name("busy-disk").start(() -> busy.work(file)));
    }
    return () -> {
      busy.over = true;
      for (var thread : threads) {
        thread.join();
      }
    };
  }

  private void work(Path file) {
    var bytes = ByteBuffer.allocateDirect(BYTES);
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (!over) {
        channel.write(bytes.clear(), 0);
        channel.force(true);
      }
    } catch (IOException full) {
      over = true; // a full disk is another fault, and slow enough
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.err.println("left behind in " + folder + ": " + e.getMessage());
    }
  }
}
