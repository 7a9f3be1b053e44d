package io.fengsui.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.rules.definition.Scope;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubjectTest {

  private static final Whereabouts FLAT = new Whereabouts("330106001", "古荡", "3", "5");

  private static Subject tagged(String... tags) {
    return new Subject("gd-1", "gas-detector", Set.of(tags), FLAT, Duration.ofHours(1));
  }

  @Test
  void a_tag_makes_a_pair_of_all_that_have_it() {
    assertThat(tagged("kitchen", "pair.501").group(Scope.PAIR)).contains("pair:501");
    assertThat(tagged("pair.b", "pair.a").group(Scope.PAIR)).as("the first").contains("pair:a");
    assertThat(tagged("kitchen").group(Scope.PAIR)).isEmpty();
  }

  @Test
  void a_place_is_named_by_all_that_it_is_within() {
    assertThat(tagged().group(Scope.DEVICE)).isEmpty();
    assertThat(tagged().group(Scope.FLOOR)).contains("floor:330106001/3/5");
    assertThat(tagged().group(Scope.BUILDING)).contains("building:330106001/3");
    assertThat(tagged().group(Scope.COMMUNITY)).contains("community:古荡");
    assertThat(tagged().group(Scope.GRID)).contains("grid:330106001");
  }
}
