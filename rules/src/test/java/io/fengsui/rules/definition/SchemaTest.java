package io.fengsui.rules.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema that editors use says what the reader says. */
class SchemaTest {

  private static final Path SHIPPED = Path.of("../hub/src/main/resources/rules");
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode TREE = tree();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TREE);

  @Example
  void every_shipped_file_is_valid_and_is_read() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SHIPPED)) {
      files = all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      String yaml = Files.readString(file);
      assertThat(errors(yaml)).as(file.toString()).isEmpty();
      assertThat(RuleFile.read(file.toString(), yaml).problems()).isEmpty();
    }
  }

  @Example
  void knows_the_keys_that_the_reader_knows() {
    assertThat(keys(TREE)).containsExactlyInAnyOrderElementsOf(FilesReader.KEYS);
    assertThat(keys(definition("rule"))).containsExactlyInAnyOrderElementsOf(RuleReader.KEYS);
    assertThat(keys(definition("rule").at("/properties/flapping")))
        .containsExactlyInAnyOrderElementsOf(RuleReader.FLAPPING_KEYS);
    assertThat(keys(definition("rule").at("/properties/levels/items")))
        .containsExactlyInAnyOrderElementsOf(LadderReader.KEYS);
    for (String text : List.of("title", "advice")) {
      assertThat(keys(definition("rule").at("/properties/" + text)))
          .containsExactlyInAnyOrderElementsOf(TextReader.LANGUAGES);
    }
    assertThat(keys(definition("override")))
        .containsExactlyInAnyOrderElementsOf(OverrideReader.KEYS);
    assertThat(keys(definition("hours"))).containsExactlyInAnyOrderElementsOf(HoursReader.KEYS);
    assertThat(definition("zone").get("oneOf").valueStream().flatMap(z -> keys(z).stream()))
        .containsExactlyInAnyOrderElementsOf(ZoneReader.KEYS);
    assertThat(words(definition("severity").get("enum"))).isEqualTo(SeverityReader.NAMES);
    assertThat(words(definition("rule").at("/properties/per/enum"))).isEqualTo(RuleReader.SCOPES);
  }

  @Example
  void knows_the_conditions_that_the_reader_knows() {
    List<JsonNode> forms = definition("condition").get("oneOf").valueStream().toList();

    assertThat(forms).hasSize(Form.values().length);
    for (Form form : Form.values()) {
      var expected = new ArrayList<>(form.companions());
      expected.add(form.key());
      assertThat(forms)
          .as(form.key())
          .filteredOn(one -> words(one.get("required")).contains(form.key()))
          .singleElement()
          .satisfies(one -> assertThat(keys(one)).containsExactlyInAnyOrderElementsOf(expected));
    }
    assertThat(keys(definition("condition").at("/oneOf/17/properties/devices")))
        .containsExactlyInAnyOrderElementsOf(MembersReader.KEYS);
  }

  @Property(tries = 30)
  void what_can_be_said_is_valid(
      @ForAll("ofDevices") Condition device, @ForAll("ofPlaces") Condition place) {
    String yaml =
        Conditions.ZONES
            + Street.rule(
                "levels: [ { severity: I, when: %s }, { severity: blue, when: %s } ]"
                    .formatted(RuleText.of(device), RuleText.of(place)));

    assertThat(errors(yaml)).isEmpty();
  }

  @Example
  void tells_of_what_the_reader_tells() {
    for (String rule :
        List.of(
            "severity: V\nwhen: { silent: 1m }",
            "severity: I\nwhen: { silence: 1m }",
            "severity: I\nwhen: { metric: a, above: 3, below: 5 }",
            "severity: I\nwhen: { metric: a, rises: 3 }",
            "severity: I\nwhen: { silent: 1m }\nlevels: []",
            "severity: I",
            "severity: I\nwhen: { silent: 1m }\nholdFor: soon")) {
      assertThat(errors(Street.rule(rule))).as(rule).isNotEmpty();
      assertThat(Street.problems(Street.rule(rule))).as(rule).isNotEmpty();
    }
    assertThat(errors("zone: {}")).isNotEmpty();
  }

  @Provide
  Arbitrary<Condition> ofDevices() {
    return Conditions.ofDevices();
  }

  @Provide
  Arbitrary<Condition> ofPlaces() {
    return Conditions.ofPlaces();
  }

  private static List<Error> errors(String yaml) {
    Object file = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return SCHEMA.validate(JSON.valueToTree(file));
  }

  private static JsonNode definition(String name) {
    return TREE.at("/$defs/" + name);
  }

  private static List<String> keys(JsonNode type) {
    assertThat(type.get("additionalProperties").booleanValue()).isFalse();
    return List.copyOf(type.get("properties").propertyNames());
  }

  private static List<String> words(JsonNode list) {
    return list.valueStream().map(JsonNode::stringValue).toList();
  }

  private static JsonNode tree() {
    try (InputStream in = RuleFile.class.getResourceAsStream("/rules/fengsui-rules.schema.json")) {
      return JSON.readTree(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
