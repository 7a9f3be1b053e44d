package io.fengsui.rules.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class Spelling {

  private static final int MAX_LENGTH = 64;

  private Spelling() {}

  /** The hint for a word that is none of these. */
  public static String hint(String word, Collection<String> known) {
    Optional<String> meant = nearest(word, known);
    if (meant.isPresent()) {
      return "did you mean \"" + meant.get() + "\"?";
    }
    List<String> sorted = known.stream().sorted().limit(12).toList();
    String more = known.size() > sorted.size() ? ", …" : "";
    return "known: " + String.join(", ", sorted) + more;
  }

  /** The known word that a slip or two turn into this one. */
  static Optional<String> nearest(String word, Collection<String> known) {
    if (word.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int slips = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= slips)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
