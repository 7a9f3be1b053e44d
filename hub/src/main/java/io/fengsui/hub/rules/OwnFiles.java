package io.fengsui.hub.rules;

import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bounds of the rule files that the hub keeps: their names, how many, and how long together. */
final class OwnFiles {
  private static final int MOST = 100;
  private static final int LONGEST = 4_000_000;
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,59}\\.yaml");

  private OwnFiles() {}

  /** Refuses names that are none. */
  static void check(Map<String, Optional<String>> texts) {
    List<FieldProblem> problems = new ArrayList<>();
    for (String name : texts.keySet()) {
      if (!NAME.matcher(name).matches()) {
        problems.add(
            new FieldProblem(
                name,
                "规则文件名由字母、数字和 . _ - 组成，以 .yaml 结尾",
                "a rule file's name is letters, digits and . _ - and ends in .yaml"));
      }
    }
    if (texts.isEmpty()) {
      problems.add(new FieldProblem("files", "请给出至少一个文件", "give at least one file"));
    }
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(problems);
    }
  }

  /** Refuses edits that are too large. */
  static RuleEdits within(RuleEdits edits) {
    long length = edits.files().values().stream().mapToLong(String::length).sum();
    if (edits.files().size() > MOST || length > LONGEST) {
      throw RefusedException.invalid(
          List.of(
              new FieldProblem(
                  "files",
                  "规则文件最多 %,d 个、共 %,d 个字符".formatted(MOST, LONGEST),
                  "at most %,d rule files of %,d characters together".formatted(MOST, LONGEST))));
    }
    return edits;
  }
}
