package io.fengsui.hub;

import io.fengsui.hub.bus.BusDamagedException;
import io.fengsui.hub.database.DatabaseRefusedException;
import io.fengsui.hub.link.LinkSettingsException;
import io.fengsui.hub.rules.RulesRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in a sentence or two why the hub does not start, for what a person can put right. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureAnalyzer implements FailureAnalyzer {

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String sentence = sentence(cause);
      if (sentence != null) {
        return new FailureAnalysis(sentence, null, cause);
      }
    }
    return null;
  }

  private static @Nullable String sentence(Throwable cause) {
    return switch (cause) {
      case PortInUseException taken ->
          "Port %d for web and API is taken. Stop what uses it, start the hub with --port-offset 100, or set server.port."
              .formatted(taken.getPort());
      case LinkSettingsException wrong ->
          "The links are not set right:\n  " + String.join("\n  ", wrong.problems());
      case DataFolderException refused -> refused.getMessage();
      case DatabaseRefusedException refused -> refused.getMessage();
      case BusDamagedException damaged -> damaged.getMessage();
      case RulesRefusedException refused -> refused.getMessage();
      default -> null;
    };
  }
}
