package io.fengsui.adapter;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who spoke on a link and is not registered.
 *
 * @param parent the registered device it hangs on, null if it stands for itself
 * @param address what it would have to be registered with; at most {@link #MAX_ADDRESS} characters
 * @param description what it tells of itself, for instance {@code model}; free of secrets and of
 *     personal data; at most {@link #MAX_FACTS} entries of {@link #MAX_FACT} characters each
 */
public record Stranger(@Nullable DeviceId parent, String address, Map<String, String> description) {

  public static final int MAX_ADDRESS = 128;
  public static final int MAX_FACTS = 16;
  public static final int MAX_FACT = 128;

  public Stranger {
    description = Map.copyOf(description);
    if (address.length() > MAX_ADDRESS
        || description.size() > MAX_FACTS
        || description.values().stream().anyMatch(fact -> fact.length() > MAX_FACT)) {
      throw new IllegalArgumentException("a stranger's words are bounded");
    }
  }

  /** A stranger whose words are cut to their bounds; empty if the address is too long to be one. */
  public static Optional<Stranger> of(
      @Nullable DeviceId parent, String address, Map<String, String> description) {
    if (address.isEmpty() || address.length() > MAX_ADDRESS) {
      return Optional.empty();
    }
    var facts = new TreeMap<String, String>();
    description.entrySet().stream()
        .limit(MAX_FACTS)
        .forEach(fact -> facts.put(fact.getKey(), cut(fact.getValue())));
    return Optional.of(new Stranger(parent, address, facts));
  }

  private static String cut(String fact) {
    return fact.length() <= MAX_FACT ? fact : fact.substring(0, MAX_FACT);
  }
}
