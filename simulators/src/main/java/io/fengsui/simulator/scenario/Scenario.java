package io.fengsui.simulator.scenario;

import java.util.List;

/**
 * A street and its story.
 *
 * @param seed the same seed gives the same values in the same order
 * @param posts devices, in the order of the file
 * @param script what happens, by time
 */
public record Scenario(String street, long seed, List<Post> posts, List<Act> script) {
  public Scenario {
    posts = List.copyOf(posts);
    script = List.copyOf(script);
  }
}
