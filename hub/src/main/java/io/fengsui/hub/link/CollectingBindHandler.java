package io.fengsui.hub.link;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.convert.ConversionFailedException;

/** Goes on after a setting that cannot be bound, and keeps what is wrong with each. */
final class CollectingBindHandler implements BindHandler {

  private final List<String> problems;
  private final Set<ConfigurationPropertyName> seen = new HashSet<>();

  /**
   * @param problems takes a sentence for each
   */
  CollectingBindHandler(List<String> problems) {
    this.problems = problems;
  }

  /** Whether the setting has a place in the record, be its value good or bad. */
  boolean knows(ConfigurationPropertyName name) {
    return seen.contains(name);
  }

  @Override
  public @Nullable Object onSuccess(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
    seen.add(name);
    return result;
  }

  @Override
  public @Nullable Object onFailure(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error) {
    seen.add(name);
    problems.add(name + ": " + sentence(error, target));
    return null;
  }

  private static String sentence(Exception error, Bindable<?> target) {
    Throwable cause = error;
    while (cause.getCause() != null && !(cause instanceof ConversionFailedException)) {
      cause = cause.getCause();
    }
    return cause instanceof ConversionFailedException failed
        ? "\"%s\" is not a valid %s"
            .formatted(failed.getValue(), target.getType().toClass().getSimpleName())
        : String.valueOf(cause.getMessage());
  }
}
