package io.fengsui.simulator.crash;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads what {@code strace -f -y -s 0} printed, line by line. A call that is printed in two parts
 * counts from its first part as begun and from its second as completed; one that has no second part
 * never completed. Used by one thread.
 */
final class SyncTrace {
  private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\w+) resumed>(.*)");
  private static final Pattern RESULT = Pattern.compile("= (\\d+)(?:<.*>)?$");
  private static final Pattern FILE = Pattern.compile("^\\w+\\(\\d+<([^>]*)>");
  private static final Pattern NAMES = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern LAST_NUMBER = Pattern.compile(", (\\d+) *\\) +=");
  private static final String UNFINISHED = "<unfinished ...>";

  private final SyncedFiles files;
  private final Map<String, Begun> begun = new HashMap<>();

  private record Begun(String text, long covered) {}

  SyncTrace(SyncedFiles files) {
    this.files = files;
  }

  /** The next line. */
  void line(String line) {
    var match = LINE.matcher(line);
    if (!match.matches()) {
      return;
    }
    String thread = match.group(1);
    String call = match.group(2);
    var resumed = RESUMED.matcher(call);
    if (resumed.matches()) {
      var first = begun.remove(thread);
      if (first != null) {
        completed(first.text() + resumed.group(2), first.covered());
      }
    } else if (call.endsWith(UNFINISHED)) {
      String text = call.substring(0, call.length() - UNFINISHED.length());
      begun.put(thread, new Begun(text, covered(text)));
    } else {
      completed(call, covered(call));
    }
  }

  /** What a sync covers is decided when it begins. */
  private long covered(String call) {
    var file = FILE.matcher(call);
    return isSync(call) && file.find() ? files.written(Path.of(file.group(1))) : 0;
  }

  private void completed(String call, long covered) {
    var result = RESULT.matcher(call.strip());
    if (!result.find()) {
      return; // it failed
    }
    long number = Long.parseLong(result.group(1));
    String name = call.substring(0, Math.max(0, call.indexOf('(')));
    switch (name) {
      case "rename", "renameat", "renameat2" -> renamed(call);
      case "unlink", "unlinkat" -> {
        var names = NAMES.matcher(call);
        if (names.find()) {
          files.deleted(Path.of(names.group(1)));
        }
      }
      case "openat", "open", "creat" -> opened(call);
      default -> onFile(name, call, number, covered);
    }
  }

  private void onFile(String name, String call, long result, long covered) {
    var match = FILE.matcher(call);
    if (!match.find()) {
      return;
    }
    var file = Path.of(match.group(1));
    if (!files.concerns(file)) {
      return;
    }
    switch (name) {
      case "pwrite64", "pwritev", "pwritev2" -> files.wrote(file, lastNumber(call), result);
      case "write", "writev" -> files.appended(file, result);
      case "fsync", "fdatasync" -> files.synced(file, covered);
      case "ftruncate" -> files.cut(file, lastNumber(call));
      default -> {}
    }
  }

  private void opened(String call) {
    var names = NAMES.matcher(call);
    if (names.find()) {
      var file = Path.of(names.group(1));
      if (files.concerns(file)) {
        files.opened(
            file,
            call.contains("O_CREAT") || call.startsWith("creat"),
            call.contains("O_TRUNC") || call.startsWith("creat"));
      }
    }
  }

  private void renamed(String call) {
    var names = NAMES.matcher(call);
    if (names.find()) {
      var from = Path.of(names.group(1));
      if (names.find()) {
        files.moved(from, Path.of(names.group(1)));
      }
    }
  }

  private static boolean isSync(String call) {
    return call.startsWith("fsync(") || call.startsWith("fdatasync(");
  }

  /** The last argument. */
  private static long lastNumber(String call) {
    var match = LAST_NUMBER.matcher(call);
    return match.find() ? Long.parseLong(match.group(1)) : 0;
  }
}
