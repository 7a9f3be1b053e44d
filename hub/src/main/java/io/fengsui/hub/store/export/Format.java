package io.fengsui.hub.store.export;

import java.io.IOException;
import java.io.OutputStream;

/** The kinds of files. */
public enum Format {
  CSV("text/csv;charset=UTF-8", 58),
  PARQUET("application/vnd.apache.parquet", 12);

  private final String mediaType;
  private final int bytesPerPoint;

  Format(String mediaType, int bytesPerPoint) {
    this.mediaType = mediaType;
    this.bytesPerPoint = bytesPerPoint;
  }

  public String mediaType() {
    return mediaType;
  }

  /** About how many bytes a file of so many points takes. */
  public long estimate(long points) {
    return points * bytesPerPoint;
  }

  /** Begins a file. */
  public ReadingFile begin(OutputStream out) throws IOException {
    return switch (this) {
      case CSV -> new CsvFile(out);
      case PARQUET -> new ParquetFile(out);
    };
  }
}
