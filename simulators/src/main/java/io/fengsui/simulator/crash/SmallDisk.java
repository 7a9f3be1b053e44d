package io.fengsui.simulator.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An ext4 file system of its own in a file, for the data folder: it can be filled without harm to
 * others. Needs root.
 */
final class SmallDisk implements AutoCloseable {
  private static final long BYTES = 8L << 30;
  private static final long MEGABYTE = 1 << 20;

  /** ext4 keeps so much for itself, and calls it free. */
  private static final long KEPT = 18 * MEGABYTE;

  private static final int BLOCK = 4096;

  private final Path image;
  private final Path folder;
  private final Thread onExit = new Thread(this::release);

  private SmallDisk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
  }

  /** Makes and mounts it. */
  static SmallDisk mount(Path image, Path folder) throws IOException, InterruptedException {
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(BYTES); // takes room only as it is written to
    }
    Files.createDirectories(folder);
    Program.run("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=0", image.toString());
    Program.run("mount", "-o", "loop", image.toString(), folder.toString());
    var disk = new SmallDisk(image, folder);
    Runtime.getRuntime().addShutdownHook(disk.onExit);
    return disk;
  }

  /** Takes every free block: most without writing them, the rest one by one. */
  Ongoing fill() throws IOException, InterruptedException {
    var filler = folder.resolve("filler");
    long size = 0;
    for (long free = free() - KEPT; free > MEGABYTE; free = free() - KEPT) {
      Program.run("fallocate", "-o", "" + size, "-l", "" + free / 2, filler.toString());
      size += free / 2;
    }
    try (var file = FileChannel.open(filler, StandardOpenOption.APPEND)) {
      while (true) {
        file.write(ByteBuffer.allocate(BLOCK));
      }
    } catch (IOException full) {
      return () -> Files.delete(filler);
    }
  }

  private long free() throws IOException {
    return Files.getFileStore(folder).getUnallocatedSpace();
  }

  /** How to look at it later. */
  String hint() {
    return "mount -o loop " + image + " " + folder;
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException ending) {
      return; // the hook does it
    }
    release();
  }

  private void release() {
    try {
      Program.run("umount", "-l", folder.toString());
    } catch (IOException e) {
      System.err.println("Still mounted: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
