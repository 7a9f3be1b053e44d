package io.fengsui.hub.backup;

import io.fengsui.hub.backup.Manifest.Part;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes an archive, a tar with gzip, part by part as they come; keeps no more of it than the
 * names. An archive that was not finished cannot be read.
 */
final class ArchiveWriter {

  private static final int BUFFER = 64 << 10;

  private final TarArchiveOutputStream tar;
  private final Instant createdAt;
  private final List<Part> parts = new ArrayList<>();

  ArchiveWriter(OutputStream out, Instant createdAt) throws IOException {
    var fast = new GzipParameters();
    fast.setCompressionLevel(Deflater.BEST_SPEED);
    fast.setBufferSize(BUFFER);
    tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(out, fast), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    this.createdAt = createdAt;
  }

  void part(String name, byte[] content) throws IOException {
    part(name, content.length, new ByteArrayInputStream(content));
  }

  /** Writes the first {@code length} bytes of the content, which must be there. */
  void part(String name, long length, InputStream content) throws IOException {
    MessageDigest sum = Sums.begin();
    entry(name, length);
    copy(name, length, new DigestInputStream(content, sum));
    tar.closeArchiveEntry();
    parts.add(new Part(name, length, HexFormat.of().formatHex(sum.digest())));
  }

  /** The parts so far. */
  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Writes the last part; the archive is then whole. */
  void finish(Manifest manifest) throws IOException {
    part(Manifest.NAME, JsonMapper.shared().writeValueAsBytes(manifest));
    tar.finish();
    tar.close();
  }

  private void entry(String name, long length) throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(length);
    entry.setModTime(createdAt.toEpochMilli());
    tar.putArchiveEntry(entry);
  }

  private void copy(String name, long length, InputStream content) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = length;
    while (left > 0) {
      int got = content.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (got < 0) {
        throw new EOFException(name + " has become shorter while it was copied");
      }
      tar.write(buffer, 0, got);
      left -= got;
    }
  }
}
