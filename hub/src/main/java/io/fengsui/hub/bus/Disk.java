package io.fengsui.hub.bus;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What the bus asks of a disk, so that tests can cut its power. What is written lasts over a power
 * cut only when the file was {@link File#force forced}; that a name is there, changed or gone, only
 * when its folder was {@link #syncFolder synced}. Thread-safe.
 */
interface Disk {

  /** An open file. Used by one thread at a time. */
  interface File extends Closeable {

    /** Reads at a place of the file; answers how many bytes, -1 at its end. */
    int read(ByteBuffer into, long at) throws IOException;

    /** Writes all of the bytes, or throws and may have written some of them. */
    void write(ByteBuffer bytes, long at) throws IOException;

    void truncate(long size) throws IOException;

    long size() throws IOException;

    /** Makes what was written durable, and the file's size. */
    void force() throws IOException;
  }

  /** How a file is opened. */
  enum Mode {
    /** To read; an interrupted thread may find it closed. */
    READ,
    /** To write, and it must be there. */
    WRITE,
    /** To write; made if it is not there, emptied if it is. */
    CREATE,
    /** To read and write, from any thread, interrupted or not; made if it is not there. */
    STEADY
  }

  File open(Path file, Mode mode) throws IOException;

  /** Makes a folder and those above it, durably. */
  void createFolder(Path folder) throws IOException;

  /** The files in a folder, in no order. */
  List<Path> list(Path folder) throws IOException;

  long size(Path file) throws IOException;

  boolean exists(Path file);

  /** Gives a file another's name; the other is gone. */
  void rename(Path from, Path to) throws IOException;

  void delete(Path file) throws IOException;

  void syncFolder(Path folder) throws IOException;

  /** Bytes that can still be written. */
  long free(Path folder) throws IOException;

  /** Bytes that the disk has in all. */
  long total(Path folder) throws IOException;
}
