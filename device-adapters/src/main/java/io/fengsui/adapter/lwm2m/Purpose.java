package io.fengsui.adapter.lwm2m;

import java.util.List;
import org.eclipse.leshan.core.node.LwM2mPath;

/** What a contact is for, by the words of its application type (resource 5750). */
final class Purpose {

  private record Word(String part, String metric) {}

  private static final List<Word> WORDS =
      List.of(
          new Word("test", "test"),
          new Word("tamper", "tamper"),
          new Word("smoke", "smoke"),
          new Word("heat", "heat"),
          new Word("gas", "gas"),
          new Word("fire", "fire"),
          new Word("alarm", "fire"),
          new Word("leak", "water.leak"),
          new Word("water", "water.leak"),
          new Word("door", "door.open"),
          new Word("mute", "mute"),
          new Word("power", "power.lost"),
          new Word("fault", "fault"));

  private Purpose() {}

  static String metric(String purpose, LwM2mPath point) {
    return WORDS.stream()
        .filter(word -> purpose.contains(word.part))
        .map(Word::metric)
        .findFirst()
        .orElse("ext.input." + point.getObjectInstanceId());
  }
}
