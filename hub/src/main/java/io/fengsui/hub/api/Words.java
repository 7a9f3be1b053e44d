package io.fengsui.hub.api;

import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Words of a fixed vocabulary in a request. */
final class Words {
  private Words() {}

  /** A word; refused if it is none of the vocabulary. */
  static <T> T read(String field, String word, Function<String, T> vocabulary) {
    try {
      return vocabulary.apply(word);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid(
          List.of(new FieldProblem(field, "不认识 " + word, "does not know " + word)));
    }
  }

  /** Words with commas between them; none if the text is empty. */
  static <T> Set<T> readAll(String field, String words, Function<String, T> vocabulary) {
    Set<T> read = new HashSet<>();
    Arrays.stream(words.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .forEach(word -> read.add(read(field, word, vocabulary)));
    return read;
  }
}
