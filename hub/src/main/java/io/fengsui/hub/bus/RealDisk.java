package io.fengsui.hub.bus;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The disk of this machine. */
final class RealDisk implements Disk {

  @Override
  public File open(Path file, Mode mode) throws IOException {
    return switch (mode) {
      case READ -> new Channel(FileChannel.open(file, StandardOpenOption.READ));
      case WRITE -> new Channel(FileChannel.open(file, StandardOpenOption.WRITE));
      case CREATE ->
          new Channel(
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE));
      case STEADY -> new Steady(new RandomAccessFile(file.toFile(), "rw"));
    };
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.toAbsolutePath().getParent();
    if (above != null) {
      createFolder(above);
    }
    Files.createDirectory(folder);
    if (above != null) {
      syncFolder(above);
    }
  }

  @Override
  public List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long free(Path folder) throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  @Override
  public long total(Path folder) throws IOException {
    return Files.getFileStore(folder).getTotalSpace();
  }

  private record Channel(FileChannel channel) implements File {
    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      return channel.read(into, at);
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
      long to = at;
      while (bytes.hasRemaining()) {
        to += channel.write(bytes, to);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Not a channel: a thread that is interrupted must not close the file under the others. */
  private record Steady(RandomAccessFile file) implements File {
    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      file.seek(at);
      int got = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
      into.position(into.position() + Math.max(0, got));
      return got;
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
      file.seek(at);
      file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
      bytes.position(bytes.limit());
    }

    @Override
    public void truncate(long size) throws IOException {
      file.setLength(size);
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public void force() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
