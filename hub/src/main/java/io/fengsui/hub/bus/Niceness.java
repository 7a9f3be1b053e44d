package io.fengsui.hub.bus;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much processor time a thread gets when all are wanted: POSIX {@code setpriority}, which on
 * Linux is for one thread. Java's own priorities do nothing there unless the machine's
 * administrator runs the program.
 */
final class Niceness {

  private static final Logger log = LoggerFactory.getLogger(Niceness.class);
  private static final int PROCESS = 0;
  private static final int CALLER = 0;

  /** A third of the share of those that do not step back. */
  private static final int STEP = 5;

  private Niceness() {}

  /**
   * The calling thread steps back from now on, for good; elsewhere than on Linux nothing happens.
   */
  static void stepBack() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    try {
      int failed = (int) setPriority().invokeExact(PROCESS, CALLER, STEP);
      if (failed != 0) {
        log.debug("the system does not let a thread step back");
      }
    } catch (Throwable e) {
      log.atWarn().setCause(e).log("telemetry cannot step back for alarms");
    }
  }

  @SuppressWarnings("restricted") // a call that takes and gives plain numbers
  private static MethodHandle setPriority() {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("setpriority"),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
  }
}
