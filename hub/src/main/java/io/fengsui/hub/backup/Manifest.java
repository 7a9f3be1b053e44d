package io.fengsui.hub.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds; the last part of the archive, so that an archive without it is known to be
 * cut off.
 *
 * @param format of the archive
 * @param hub version of the hub that made it
 * @param data format of the data folder
 * @param schema version of the database's schema
 * @param tables in an order in which they can be filled
 * @param sequences the number that was handed out last, by {@code table.column}
 * @param bus position after the last record, by lane
 * @param parts everything before this, in its order
 */
record Manifest(
    int format,
    String hub,
    int data,
    String schema,
    Instant createdAt,
    List<Table> tables,
    Map<String, Long> sequences,
    Map<String, Long> bus,
    List<Part> parts) {

  /** The format this hub writes, and the newest it reads. */
  static final int FORMAT = 1;

  /** The part's name. */
  static final String NAME = "manifest.json";

  Manifest {
    tables = List.copyOf(tables);
    sequences = Map.copyOf(sequences);
    bus = Map.copyOf(bus);
    parts = List.copyOf(parts);
  }

  /** One table; its rows stand in the parts {@code database/<name>/…}, as COPY writes them. */
  record Table(String name, List<String> columns, long rows) {
    Table {
      columns = List.copyOf(columns);
    }
  }

  /**
   * One part.
   *
   * @param sha256 in hexadecimal
   */
  record Part(String name, long size, String sha256) {}

  /** The same with its parts. */
  Manifest with(List<Part> found) {
    return new Manifest(format, hub, data, schema, createdAt, tables, sequences, bus, found);
  }

  /** In all tables. */
  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
