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
        .filter(candidate -> Math.abs(candidate.length() - word.length()) <= slips)
        .filter(candidate -> distance(word, candidate) <= slips)
        .min(
            Comparator.comparingInt((String candidate) -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** How many letters to insert, delete, replace, or swap with their neighbour. */
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          rows[i][j] = i + j;
          continue;
        }
        int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        rows[i][j] = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
        }
      }
    }
    return rows[a.length()][b.length()];
  }
}
