package io.fengsui.hub.rules;

import io.fengsui.hub.event.Scene;
import io.fengsui.rules.definition.Scope;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a place is called: in the words that its devices are registered with. Where such a word is
 * only a number, it is told in Chinese and English what it numbers: {@code 3 号楼 / building 3}.
 */
final class PlaceName {
  private static final int SHORT = 4;

  private PlaceName() {}

  static String of(Scene scene, Scope per) {
    return switch (per) {
      case DEVICE, PAIR -> throw new IllegalArgumentException("it has a name of its own");
      case GRID -> joined(scene.community(), word(scene.grid(), "网格 %s", "grid %s"));
      case COMMUNITY -> scene.community();
      case BUILDING -> joined(scene.community(), building(scene));
      case FLOOR -> joined(scene.community(), building(scene), floor(scene));
    };
  }

  private static String building(Scene scene) {
    return isNumber(scene.building())
        ? word(scene.building(), "%s 号楼", "building %s")
        : scene.building();
  }

  private static String floor(Scene scene) {
    return isNumber(scene.floor()) ? word(scene.floor(), "%s 层", "floor %s") : scene.floor();
  }

  private static boolean isNumber(String text) {
    return text.length() <= SHORT
        && text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'));
  }

  private static String word(String text, String zh, String en) {
    return text.isEmpty() ? "" : zh.formatted(text) + " / " + en.formatted(text);
  }

  private static String joined(String... words) {
    return Stream.of(words).filter(word -> !word.isEmpty()).collect(Collectors.joining(" · "));
  }
}
