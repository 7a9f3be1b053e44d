package io.fengsui.adapter.mqtt.convention.sparkplug;

import java.util.HexFormat;
import java.util.Map;

/**
 * Payloads made with protoc from the project's own description of the messages: of the edge node
 * {@code e1} and its device, at the beginning of 2026.
 */
final class Golden {

  /** bdSeq 0, Node Control/Rebirth; seq 0. */
  static final String NBIRTH =
      "0880d0eab6b73312120a0562645365711880d0eab6b7332004580012210a144e6f646520436f6e74726f6c2f5265"
          + "62697274681880d0eab6b733200b70001800";

  static final String NDEATH = "0898c8eab6b73312120a0562645365711898c8eab6b73320045800";

  /** Smoke (alias 1), Temperature (2), Battery (3); seq 1. */
  static final String DBIRTH =
      "08e4d0eab6b73312140a05536d6f6b65100118e4d0eab6b733200b7000121d0a0b54656d7065726174757265"
          + "100218e4d0eab6b7332009650000ac4112160a0742617474657279100318e4d0eab6b7332005505718"
          + "01";

  /** Alias 1 is true; seq 2. */
  static final String SMOKE = "08e0a4eeb6b733120d100118e0a4eeb6b733200b70011802";

  /** Alias 2 is -5 as Int32; seq 3. */
  static final String MINUS_FIVE = "08c8aceeb6b7331211100218c8aceeb6b733200350fbffffff0f1803";

  /** The order to be born again: the metric of {@link #NBIRTH}, and true. */
  static final String REBIRTH =
      "0880d0eab6b73312210a144e6f646520436f6e74726f6c2f526562697274681880d0eab6b733200b7001";

  static final Map<String, String> ALL =
      Map.of(
          "NBIRTH", NBIRTH,
          "NDEATH", NDEATH,
          "DBIRTH", DBIRTH,
          "SMOKE", SMOKE,
          "MINUS_FIVE", MINUS_FIVE,
          "REBIRTH", REBIRTH);

  private Golden() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
