package io.fengsui.adapter.json;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** How JSON from devices is read: nothing in it may cost more than its length. */
public final class Json {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_NAME = 1024;

  /** The end of the year 9999, in milliseconds: a later time is none. */
  public static final long LAST_TIME = 253_402_300_799_999L;

  /** Thread-safe. */
  public static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME)
                  .build())
          .build();

  private Json() {}
}
