package io.fengsui.hub.backup;

import io.fengsui.hub.backup.Manifest.Part;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup's file, read from its beginning to its end each time.
 *
 * @param progress told after each part how many bytes of the file are read
 */
record Archive(Path file, LongConsumer progress) {

  private static final int BUFFER = 64 << 10;

  /** Takes the parts in their order. */
  @FunctionalInterface
  interface Visitor {
    void part(String name, InputStream content) throws IOException;
  }

  /**
   * Checks that the file is a whole backup, part by part against its sum.
   *
   * @throws BackupRefusedException if it is none, damaged, cut off or of a newer format
   */
  Manifest verify() throws IOException {
    List<Part> found = new ArrayList<>();
    List<Manifest> manifests = new ArrayList<>();
    try {
      read(
          (name, content) -> {
            if (!manifests.isEmpty()) {
              throw new IOException("something follows its manifest");
            }
            if (name.equals(Manifest.NAME)) {
              manifests.add(manifest(content));
            } else {
              found.add(sum(name, content));
            }
          });
    } catch (NoSuchFileException e) {
      throw new BackupRefusedException(
          "没有文件 %s".formatted(file), "there is no file %s".formatted(file));
    } catch (IOException | JacksonException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
    if (manifests.isEmpty()) {
      throw damaged("its manifest is missing: it was cut off, or is no backup of Fengsui");
    }
    compare(manifests.getFirst().parts(), found);
    return manifests.getFirst();
  }

  /** Hands over all parts, the manifest too. */
  void read(Visitor visitor) throws IOException {
    try (var raw = new Counting(Files.newInputStream(file));
        var tar =
            new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(raw, BUFFER)), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        visitor.part(entry.getName(), tar);
        progress.accept(raw.count);
      }
    }
  }

  private static Manifest manifest(InputStream content) throws IOException {
    var json = JsonMapper.shared().readTree(content.readAllBytes());
    int format = json.path("format").asInt(0);
    if (format > Manifest.FORMAT) {
      throw new BackupRefusedException(
          "备份格式为 %d，此版本最高支持 %d。请使用更新的版本恢复".formatted(format, Manifest.FORMAT),
          "the backup has format %d, and this version of Fengsui reads formats up to %d. Restore it with a newer version"
              .formatted(format, Manifest.FORMAT));
    }
    return JsonMapper.shared().treeToValue(json, Manifest.class);
  }

  private static Part sum(String name, InputStream content) throws IOException {
    MessageDigest sum = Sums.begin();
    long size = new DigestInputStream(content, sum).transferTo(OutputStream.nullOutputStream());
    return new Part(name, size, HexFormat.of().formatHex(sum.digest()));
  }

  private void compare(List<Part> listed, List<Part> found) {
    for (int i = 0; i < Math.max(listed.size(), found.size()); i++) {
      if (i >= found.size()) {
        throw damaged(listed.get(i).name() + " is missing");
      }
      if (i >= listed.size() || !listed.get(i).equals(found.get(i))) {
        throw damaged(found.get(i).name() + " is not as it was written");
      }
    }
  }

  private BackupRefusedException damaged(String why) {
    return new BackupRefusedException(
        "备份文件 %s 已损坏，无法使用（%s）".formatted(file, why),
        "the backup %s is damaged and cannot be used: %s".formatted(file, why));
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int got = super.read();
      count += got < 0 ? 0 : 1;
      return got;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int got = super.read(bytes, offset, length);
      count += Math.max(0, got);
      return got;
    }
  }
}
