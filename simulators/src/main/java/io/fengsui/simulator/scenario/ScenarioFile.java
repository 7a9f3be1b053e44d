package io.fengsui.simulator.scenario;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a scenario from YAML; {@code demo.yaml} shows all there is. */
public final class ScenarioFile {
  private ScenarioFile() {}

  /** What a file says, or all that is wrong with it. */
  public sealed interface Result {
    /** It can be run. */
    record Good(Scenario scenario) implements Result {}

    /** It cannot; by line. */
    record Bad(List<Problem> problems) implements Result {}
  }

  /** Reads. Never throws for what the text says. */
  public static Result read(String name, String yaml) {
    var problems = new Problems(name);
    var scenario = compose(name, yaml, problems);
    var found = problems.byLine();
    return scenario.isPresent() && found.isEmpty()
        ? new Result.Good(scenario.get())
        : new Result.Bad(found);
  }

  private static Optional<Scenario> compose(String name, String yaml, Problems problems) {
    var settings = LoadSettings.builder().setLabel(name).setAllowRecursiveKeys(false).build();
    try {
      var root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        problems.addWithoutPlace("the file is empty");
      }
      return root.map(node -> new StreetReader(new Section(node, problems), problems).read());
    } catch (MarkedYamlEngineException e) {
      String text = Optional.ofNullable(e.getProblem()).orElse("this is not YAML");
      e.getProblemMark()
          .ifPresentOrElse(mark -> problems.add(mark, text), () -> problems.addWithoutPlace(text));
    } catch (YamlEngineException e) {
      problems.addWithoutPlace("this is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }
}
