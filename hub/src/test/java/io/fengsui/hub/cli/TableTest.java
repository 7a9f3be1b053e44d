package io.fengsui.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void wide_characters_take_two_columns() {
    assertThat(Width.of("烟感 a")).isEqualTo(6);
    assertThat(Width.of("é")).isEqualTo(1);
    assertThat(Width.cut("感烟探测器", 7)).isEqualTo("感烟探…");
  }

  @Test
  void the_widest_column_gives_way_and_the_first_never_does() {
    var table =
        new Table("Id", "Name", "State")
            .row(
                Table.Cell.of("sd-4f7k2m"), Table.Cell.of("x".repeat(90)), Table.Cell.of("online"));

    var lines = table.lines(40, false);

    assertThat(lines).allMatch(line -> Width.of(line) <= 40);
    assertThat(lines.get(1)).startsWith("sd-4f7k2m  xxx").endsWith("…  online");
  }

  @Test
  void colours_do_not_move_the_columns() {
    var table = new Table("Id", "Health", "Name");
    table.row(Table.Cell.of("a"), new Table.Cell("online", Paint.GREEN), Table.Cell.of("hall"));

    String coloured = table.lines(80, true).get(1);

    assertThat(coloured).contains("\u001B[32monline\u001B[0m");
    assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", ""))
        .isEqualTo(table.lines(80, false).get(1));
  }

  @Property
  void what_is_cut_fits(@ForAll String text, @ForAll @IntRange(min = 1, max = 40) int columns) {
    assertThat(Width.of(Width.cut(text, columns))).isLessThanOrEqualTo(columns);
  }
}
