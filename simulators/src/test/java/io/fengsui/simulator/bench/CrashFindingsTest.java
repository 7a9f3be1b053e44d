package io.fengsui.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.simulator.bench.EventCheck.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The crash test must notice each kind of fault. */
class CrashFindingsTest {
  private final CrashBook book = new CrashBook();
  private final Findings findings = new Findings();

  CrashFindingsTest() {
    book.reading("es-1", 1);
    book.reading("es-1", 3);
    book.alarm("sd-1");
  }

  @Test
  void nothing_is_wrong_when_bus_and_book_agree() {
    onTheBus("es-1 1", "es-1 2", "es-1 3", "sd-1 0", "sd-1 0");

    assertThat(findings.verdict(book).clean()).isTrue();
    assertThat(findings.verdict(book).acknowledged()).isEqualTo(3);
  }

  @Test
  void a_reading_or_an_alarm_that_is_not_on_the_bus_is_lost() {
    onTheBus("es-1 1");

    assertThat(findings.verdict(book).differences())
        .containsExactly("lost: reading 3 of es-1", "lost: the alarm of sd-1 is not on the bus");
  }

  @Test
  void a_reading_that_is_on_the_bus_twice_is_doubled() {
    onTheBus("es-1 1", "es-1 3", "es-1 3", "sd-1 0");

    assertThat(findings.verdict(book).doubled()).isEqualTo(1);
  }

  @Test
  void an_alarm_needs_one_event_one_raise_and_one_task() {
    assertThat(with(new Effect(1, 1, 1)).clean()).isTrue();
    assertThat(with(new Effect(1, 1, 0)).lost()).isEqualTo(1);
    assertThat(with(new Effect(2, 2, 1)).doubled()).isEqualTo(1);
  }

  @Test
  void an_event_of_a_device_that_raised_nothing_is_uncalled_for() {
    new EventCheck(book)
        .compare(Map.of("sd-1", new Effect(1, 1, 1), "es-1", new Effect(1, 1, 0)), findings);

    assertThat(findings.verdict(book).uncalledFor()).isEqualTo(1);
  }

  private CrashVerdict with(Effect effect) {
    var fresh = new Findings();
    new EventCheck(book).compare(Map.of("sd-1", effect), fresh);
    return fresh.verdict(book);
  }

  private void onTheBus(String... lines) {
    var contents = new BusContents(findings);
    List.of(lines).forEach(contents::note);
    contents.compare(book);
  }
}
