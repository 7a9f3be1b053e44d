package io.fengsui.hub.device;

import io.fengsui.hub.problem.FieldProblem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What else devices are called, so that rules and people can select them: at most {@value #MOST}
 * for each, of 1 to 40 letters (of any language), digits, dots, hyphens or underscores.
 */
final class Tags {
  static final int MOST = 20;
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}");

  private Tags() {}

  /**
   * The tags without doubles and spaces around them; adds what is wrong to a list.
   *
   * @param given null for none
   */
  static Set<String> check(
      @Nullable Collection<String> given, String field, List<FieldProblem> problems) {
    var tags = new TreeSet<String>();
    for (String each : given == null ? List.<String>of() : given) {
      String tag = RegistrationCheck.text(each);
      if (!TAG.matcher(tag).matches()) {
        problems.add(
            new FieldProblem(
                field,
                "标签须为 1 至 40 个字母、汉字、数字或 . _ -，且以字母、汉字或数字开头，而不是“" + tag + "”",
                "a tag is 1 to 40 letters, digits or . _ - and begins with a letter or digit, not \""
                    + tag
                    + "\""));
      }
      tags.add(tag);
    }
    if (tags.size() > MOST) {
      problems.add(
          new FieldProblem(
              field, "一个设备最多 " + MOST + " 个标签", "a device has at most " + MOST + " tags"));
    }
    return tags;
  }
}
