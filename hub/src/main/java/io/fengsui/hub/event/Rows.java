package io.fengsui.hub.event;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows travel between records and tables as JSON, whole batches in one statement: {@code
 * jsonb_populate_recordset} on the way in, {@code to_jsonb} on the way out. Column names are the
 * records' names in snake case. Thread-safe.
 */
public final class Rows {
  private static final JsonMapper COLUMNS =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final JsonMapper DOCUMENTS =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(all -> all.withValueInclusion(Include.NON_NULL))
          .build();

  private Rows() {}

  /** What others are told, in the documented names and without what is not set. */
  static JsonNode document(EventDocument document) {
    return DOCUMENTS.valueToTree(document);
  }

  /** A JSON array for {@code jsonb_populate_recordset} or {@code jsonb_array_elements_text}. */
  public static String write(List<?> rows) {
    return COLUMNS.writeValueAsString(rows);
  }

  /** A row as {@code to_jsonb} gave it. */
  public static <T> T read(String row, Class<T> type) {
    return COLUMNS.readValue(row, type);
  }
}
