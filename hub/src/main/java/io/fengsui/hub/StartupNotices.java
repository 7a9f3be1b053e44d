package io.fengsui.hub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Lines that the person who started the hub must see when it is ready. Thread-safe. */
@Component
public class StartupNotices {

  private final List<UnaryOperator<String>> lines = new CopyOnWriteArrayList<>();

  /** Adds a line, made from the address at which the hub's pages are reached. */
  public void add(UnaryOperator<String> line) {
    lines.add(line);
  }

  /**
   * All lines in the order in which they were added.
   *
   * @param address without a slash at its end, for instance {@code http://127.0.0.1:8080}
   */
  public List<String> lines(String address) {
    return lines.stream().map(line -> line.apply(address)).toList();
  }
}
