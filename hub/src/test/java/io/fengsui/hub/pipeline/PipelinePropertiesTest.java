package io.fengsui.hub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.hub.bus.Lane;
import io.fengsui.hub.database.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.util.FileSystemUtils;

/**
 * Whatever happens, nothing is lost, nothing is doubled, and the same log gives the same events.
 */
class PipelinePropertiesTest {
  private static final TestDatabase database = new TestDatabase();

  @Property(tries = 100)
  void whatever_happens_nothing_is_lost_or_doubled(@ForAll("stories") Story story)
      throws Exception {
    Pipeline.empty(database.jdbc());
    Path folder = Files.createTempDirectory("fengsui-pipeline");
    try (var pipeline = new Pipeline(folder, database.dataSource(), Town.usual())) {
      pipeline.plays(story.steps());
      pipeline.settles();

      Laws.hold(pipeline);
      an_alarm_goes_out_in_one_round(pipeline);
    } finally {
      delete(folder);
    }
  }

  private static void an_alarm_goes_out_in_one_round(Pipeline settled) throws Exception {
    int before = settled.receiver.taken.size();

    settled.says(Town.LAST, Saying.SMOKE);
    settled.writes(Lane.LIFE_SAFETY);
    settled.evaluates(Lane.LIFE_SAFETY);
    settled.handsOver(Receiver.NAME);

    List<String> told =
        settled.receiver.taken.stream().skip(before).map(taken -> taken.data()).toList();
    assertThat(told).singleElement().asString().contains("\"smoke\"", Town.LAST);
  }

  private static void delete(Path folder) throws IOException {
    FileSystemUtils.deleteRecursively(folder);
  }

  @Provide
  Arbitrary<Story> stories() {
    return Story.any();
  }
}
