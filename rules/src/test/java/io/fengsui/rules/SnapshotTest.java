package io.fengsui.rules;

import static io.fengsui.rules.Watch.above;
import static io.fengsui.rules.Watch.is;
import static io.fengsui.rules.Watch.rule;
import static io.fengsui.rules.Watch.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fengsui.rules.definition.Label;
import io.fengsui.rules.definition.Rule;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  @Test
  void an_alarm_goes_on_when_only_its_texts_change() {
    Rule before = rule("hot", above("temperature", 65));
    var told =
        new Rule(
            "hot",
            new Label("热", "Hot"),
            before.per(),
            before.selection(),
            before.levels(),
            before.variants(),
            before.keepFor(),
            before.flapping(),
            before.guard(),
            before.secondary(),
            false,
            "fire",
            before.advice(),
            before.shadow());

    var watch = new Watch(before).says(1, "a", "temperature", 70.0).restart(told);

    assertThat(watch.says(2, "a", "temperature", 20.0).said)
        .containsExactly("1.0 raised hot a", "2.0 cleared hot a");
  }

  @Test
  void an_alarm_of_a_removed_rule_is_cleared() {
    var watch = new Watch(rule("hot", above("temperature", 65)));

    watch.says(1, "a", "temperature", 70.0).restart();

    assertThat(watch.said).containsExactly("1.0 raised hot a", "1.0 cleared hot a");
    assertThat(watch.changes.getLast())
        .isInstanceOfSatisfying(
            Change.Cleared.class,
            c -> assertThat(c.reason()).isEqualTo(Change.Cleared.Reason.RULE_CHANGED));
    assertThat(watch.changes.getFirst().incident()).isEqualTo(watch.changes.get(1).incident());
  }

  @Test
  void a_changed_rule_clears_and_then_looks_at_what_is_known() {
    var watch = new Watch(rule("hot", above("temperature", 65)), rule("fire", is("smoke", true)));

    watch.says(1, "a", "temperature", 70.0).says(2, "b", "smoke", true);
    watch.restart(rule("hot", above("temperature", 69)), rule("fire", is("smoke", true)));

    assertThat(watch.said)
        .containsExactly(
            "1.0 raised hot a", "2.0 raised fire b", "2.0 cleared hot a", "2.0 raised hot a");
    assertThat(watch.changes.get(3).incident()).isNotEqualTo(watch.changes.get(0).incident());
  }

  @Test
  void restoring_twice_gives_the_same_changes() {
    var watch = new Watch(rule("hot", above("temperature", 65)));
    byte[] bytes = watch.says(1, "a", "temperature", 70.0).bytes();
    watch.changes.clear();

    List<Rule> rules = List.of(rule("hot", above("temperature", 69)));
    watch.restored(bytes, rules);
    watch.restored(bytes, rules);

    assertThat(watch.changes).hasSize(4);
    assertThat(watch.changes.subList(2, 4)).isEqualTo(watch.changes.subList(0, 2));
  }

  @Test
  void a_restart_is_no_storm_of_silence() {
    var rule = rule("silent", silent(60));
    var watch = new Watch(rule);
    for (int i = 0; i < 1000; i++) {
      watch.says(1, "sd-" + i, "battery", 80.0);
    }

    watch.restart(rule).away(50, 90_000).until(90_059);
    assertThat(watch.said).isEmpty();

    assertThat(watch.until(90_060).said).hasSize(1000).doesNotHaveDuplicates();
    assertThat(watch.until(200_000).said).hasSize(1000);
  }

  @Test
  void a_foreign_a_newer_and_a_torn_snapshot_are_refused() {
    byte[] bytes = new Watch(rule("hot", above("temperature", 65))).knows("a").bytes();
    byte[] newer = bytes.clone();
    newer[7] = 99;

    assertThatThrownBy(() -> read("no snapshot".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("this is no rule snapshot");
    assertThatThrownBy(() -> read(newer))
        .hasMessage("the rule snapshot has version 99, not " + SnapshotWriter.VERSION);
    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(torn)).isInstanceOf(IOException.class);
    }
  }

  private static void read(byte[] bytes) throws IOException {
    RuleEngine.restore(List.of(), new DataInputStream(new ByteArrayInputStream(bytes)), _ -> {});
  }
}
