package io.fengsui.hub.store.questdb;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * QuestDB writes into an object of the JDK at a place that it reckons from the size of an object's
 * header, and knows only the usual size. With compact headers that destroys the heap, and the
 * process crashes with the next collection; so it is not even loaded then.
 */
final class ObjectHeaders {

  private static final String OPTION = "UseCompactObjectHeaders";

  private ObjectHeaders() {}

  static void check() throws IOException {
    var machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine != null && isOn(machine)) {
      throw new IOException(
          "the embedded history cannot run with compact object headers: start Java with -XX:-"
              + OPTION);
    }
  }

  private static boolean isOn(HotSpotDiagnosticMXBean machine) {
    try {
      return Boolean.parseBoolean(machine.getVMOption(OPTION).getValue());
    } catch (IllegalArgumentException e) {
      return false; // a JVM that has no such option has no such headers
    }
  }
}
