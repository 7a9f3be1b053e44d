package io.fengsui.hub.bus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows what was made durable. When its power is cut, each write since the
 * last sync of its file is kept, lost or torn by chance, in any combination, and of the changes to
 * a folder since its last sync only the first few are kept. It can refuse, and tear a write.
 */
final class SimulatedDisk implements Disk {

  /** Changes a file's content; a torn one is made of fewer bytes. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares changes
  private record Change(long at, byte[] bytes, boolean truncates) {}

  private static final class Inode {
    private byte[] synced = {};
    private byte[] content = {};
    private final List<Change> changes = new ArrayList<>();
  }

  /** A name that came, changed or went; null when it went. */
  private record Naming(String name, @Nullable Inode inode) {}

  private static final class Folder {
    private final Map<String, Inode> synced = new HashMap<>();
    private final Map<String, Inode> names = new HashMap<>();
    private final List<Naming> changes = new ArrayList<>();

    void name(String name, @Nullable Inode inode) {
      changes.add(new Naming(name, inode));
      put(names, name, inode);
    }

    static void put(Map<String, Inode> into, String name, @Nullable Inode inode) {
      if (inode == null) {
        into.remove(name);
      } else {
        into.put(name, inode);
      }
    }
  }

  private final Map<Path, Folder> folders = new HashMap<>();
  private @Nullable String refusal;
  private boolean tear;
  private int life;
  private long reads;
  private long free = Long.MAX_VALUE / 2;

  /** Everything that changes the disk is refused with this sentence; null to go on well. */
  synchronized void refuse(@Nullable String why) {
    refusal = why;
    tear = tear && why != null;
  }

  /** The next write stops half way and is refused. */
  synchronized void tearNextWrite() {
    tear = true;
  }

  synchronized void free(long bytes) {
    free = bytes;
  }

  /** How many bytes were read since {@link #forgetReads}. */
  synchronized long readBytes() {
    return reads;
  }

  synchronized void forgetReads() {
    reads = 0;
  }

  /** Cuts the power: files that are open are so no more. */
  synchronized void cutPower(RandomGenerator chance) {
    life++;
    refusal = null;
    tear = false;
    for (Folder folder : folders.values()) {
      int kept = chance.nextInt(folder.changes.size() + 1);
      folder
          .changes
          .subList(0, kept)
          .forEach(change -> Folder.put(folder.synced, change.name(), change.inode()));
      folder.changes.clear();
      folder.names.clear();
      folder.names.putAll(folder.synced);
      folder.names.values().forEach(inode -> settle(inode, chance));
    }
  }

  /**
   * Ends the process that uses it: files that are open are so no more, and all else is as it was.
   */
  synchronized void kill() {
    life++;
    refusal = null;
    tear = false;
  }

  /** Changes one bit of a file, durably. */
  synchronized void flip(Path file, long at, int bit) throws IOException {
    Inode inode = find(file);
    inode.changes.clear();
    inode.content[(int) at] ^= (byte) (1 << bit);
    inode.synced = inode.content.clone();
  }

  private static void settle(Inode inode, RandomGenerator chance) {
    byte[] content = inode.synced;
    for (Change change : inode.changes) {
      switch (chance.nextInt(3)) {
        case 0 -> content = apply(content, change, change.bytes().length);
        case 1 -> content = apply(content, change, chance.nextInt(change.bytes().length + 1));
        default -> {
          // it is lost
        }
      }
    }
    inode.changes.clear();
    inode.content = content.clone();
    inode.synced = content.clone();
  }

  private static byte[] apply(byte[] content, Change change, int length) {
    if (change.truncates()) {
      return Arrays.copyOf(content, (int) change.at());
    }
    int end = (int) change.at() + length;
    byte[] next = end > content.length ? Arrays.copyOf(content, end) : content.clone();
    System.arraycopy(change.bytes(), 0, next, (int) change.at(), length);
    return next;
  }

  @Override
  public synchronized File open(Path file, Mode mode) throws IOException {
    Folder folder = folder(file.getParent());
    String name = file.getFileName().toString();
    Inode inode = folder.names.get(name);
    if (inode == null) {
      if (mode == Mode.READ || mode == Mode.WRITE) {
        throw new NoSuchFileException(file.toString());
      }
      check();
      inode = new Inode();
      folder.name(name, inode);
    } else if (mode == Mode.CREATE) {
      change(inode, new Change(0, new byte[0], true));
    }
    return new Open(inode, life);
  }

  @Override
  public synchronized void createFolder(Path path) throws IOException {
    if (!folders.containsKey(path)) {
      check();
      folders.put(path, new Folder());
    }
  }

  @Override
  public synchronized List<Path> list(Path path) throws IOException {
    return folder(path).names.keySet().stream().map(path::resolve).toList();
  }

  @Override
  public synchronized long size(Path file) throws IOException {
    return find(file).content.length;
  }

  @Override
  public synchronized boolean exists(Path file) {
    Folder folder = folders.get(file.getParent());
    return folder != null && folder.names.containsKey(file.getFileName().toString());
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    check();
    Inode inode = find(from);
    Folder folder = folder(from.getParent());
    folder.name(to.getFileName().toString(), inode);
    folder.name(from.getFileName().toString(), null);
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    check();
    folder(file.getParent()).name(file.getFileName().toString(), null);
  }

  @Override
  public synchronized void syncFolder(Path path) throws IOException {
    check();
    Folder folder = folder(path);
    folder.changes.forEach(change -> Folder.put(folder.synced, change.name(), change.inode()));
    folder.changes.clear();
  }

  @Override
  public synchronized long free(Path folder) {
    return free;
  }

  @Override
  public long total(Path folder) {
    return Long.MAX_VALUE / 2;
  }

  private void check() throws IOException {
    if (refusal != null) {
      throw new IOException(refusal);
    }
  }

  private void change(Inode inode, Change change) throws IOException {
    check();
    inode.changes.add(change);
    inode.content = apply(inode.content, change, change.bytes().length);
  }

  private Folder folder(@Nullable Path path) throws IOException {
    Folder found = path == null ? null : folders.get(path);
    if (found == null) {
      throw new NoSuchFileException(String.valueOf(path));
    }
    return found;
  }

  private Inode find(Path file) throws IOException {
    Inode found = folder(file.getParent()).names.get(file.getFileName().toString());
    if (found == null) {
      throw new NoSuchFileException(file.toString());
    }
    return found;
  }

  private final class Open implements File {
    private final Inode inode;
    private final int born;

    Open(Inode inode, int born) {
      this.inode = inode;
      this.born = born;
    }

    @Override
    public int read(ByteBuffer into, long at) throws IOException {
      synchronized (SimulatedDisk.this) {
        alive();
        int got = (int) Math.min(into.remaining(), inode.content.length - at);
        if (got <= 0) {
          return -1;
        }
        into.put(inode.content, (int) at, got);
        reads += got;
        return got;
      }
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
      synchronized (SimulatedDisk.this) {
        alive();
        byte[] all = new byte[tear ? bytes.remaining() / 2 : bytes.remaining()];
        bytes.get(all);
        change(inode, new Change(at, all, false));
        if (tear) {
          tear = false;
          throw new IOException("the write was torn");
        }
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (SimulatedDisk.this) {
        alive();
        change(inode, new Change(size, new byte[0], true));
      }
    }

    @Override
    public long size() throws IOException {
      synchronized (SimulatedDisk.this) {
        alive();
        return inode.content.length;
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (SimulatedDisk.this) {
        alive();
        check();
        inode.synced = inode.content.clone();
        inode.changes.clear();
      }
    }

    @Override
    public void close() {
      // nothing is held
    }

    private void alive() throws IOException {
      if (born != life) {
        throw new IOException("the file was open when the power was cut");
      }
    }
  }
}
