package io.fengsui.hub.account;

import io.fengsui.hub.problem.FieldProblem;
import io.fengsui.hub.problem.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What names and passwords must be like. */
final class AccountRules {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");
  private static final int MIN_PASSWORD = 10;
  private static final int MIN_DIFFERENT = 5;

  /** Bcrypt looks at no more. */
  private static final int MAX_PASSWORD_BYTES = 72;

  private AccountRules() {}

  /**
   * @throws RefusedException with everything that is wrong
   */
  static void require(String name, String password, List<Role> roles) {
    List<FieldProblem> problems = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      problems.add(
          new FieldProblem(
              "name",
              "用户名须为 1 至 64 个字母、汉字、数字或 . _ @ -，且以字母、汉字或数字开头",
              "a name is 1 to 64 letters, digits or . _ @ - and begins with a letter or digit"));
    }
    if (password.codePointCount(0, password.length()) < MIN_PASSWORD) {
      problems.add(
          new FieldProblem("password", "密码至少 10 个字符", "a password has at least 10 characters"));
    } else if (password.getBytes(StandardCharsets.UTF_8).length > MAX_PASSWORD_BYTES) {
      problems.add(
          new FieldProblem("password", "密码最长 72 字节（约 24 个汉字）", "a password has at most 72 bytes"));
    } else if (password.codePoints().distinct().count() < MIN_DIFFERENT
        || password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
      problems.add(
          new FieldProblem(
              "password",
              "密码过于简单：至少 5 个不同字符，且不含用户名",
              "too easy to guess: use at least 5 different characters and not the name"));
    }
    if (roles.isEmpty()) {
      problems.add(
          new FieldProblem(
              "roles",
              "至少选择一个角色：INSTALLER、OPERATOR、OFFICER、ADMIN",
              "choose at least one role: INSTALLER, OPERATOR, OFFICER, ADMIN"));
    }
    if (!problems.isEmpty()) {
      throw RefusedException.invalid(problems);
    }
  }
}
