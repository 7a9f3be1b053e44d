package io.fengsui.adapter.mqtt.convention.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fengsui.adapter.mqtt.convention.Node;
import io.fengsui.adapter.mqtt.convention.Parsed;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  private static final String PAYLOAD =
      "{\"smoke\":true,\"a\":{\"b\":\"21.57\",\"my key\":3},\"list\":[5,6],\"zero\":0}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "{{ value_json.smoke }} ! true",
        "{{value_json.a.b}} ! 21.57",
        "{{ value_json['a'][\"my key\"] }} ! 3",
        "{{ value_json.list[1] }} ! 6",
        "{{ value_json.a.b | float | round(1) }} ! 21.6",
        "{{ value_json.a.b | int }} ! 21",
        "{{ value_json.a.b | float | round }} ! 22",
        "{{ value_json.none | default('off') }} ! off",
        "{{ value_json.none | default(7) }} ! 7",
        "{% if value_json.smoke %}alarm{% else %}clear{% endif %} ! alarm",
        "{%- if value_json.zero -%} on {%- else -%} {{ value_json.a.b | int }} {%- endif -%} ! 21",
      })
  void finds_the_value(String template, String value) {
    assertThat(apply(template).plain()).isEqualTo(value);
  }

  @Test
  void the_payload_itself_is_a_value() {
    assertThat(Template.parse("{{ value }}").orElseThrow().apply("ON", null))
        .isEqualTo(new Node.Text("ON"));
    assertThat(Template.whole().apply("ON", null)).isEqualTo(new Node.Text("ON"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ value_json.smoke.__class__() }}",
        "{{ states('sensor.x') }}",
        "{{ value_json.a | to_json }}",
        "{{ value_json.a + 1 }}",
        "{% for x in range(1000000000) %}x{% endfor %}",
        "{% set x = 1 %}{{ x }}",
        "{{ value_json[value] }}",
        "{{ value_json.a | round(99) }}",
        "{{ value_json.a }}{{ value_json.b }}",
        "{{ }}",
        "",
        "plain"
      })
  void what_is_more_than_that_is_not_understood_and_not_run(String template) {
    assertThat(Template.parse(template)).isEmpty();
  }

  @Test
  void takes_no_longer_than_its_length_allows() {
    assertThat(Template.parse("{% if ".repeat(200))).isEmpty();
    assertThat(Template.parse("{{" + " ".repeat(990) + "|")).isEmpty();
    assertThat(Template.parse("{{ value }}" + " ".repeat(5_000) + "x")).isEmpty();
  }

  private static Node apply(String template) {
    var json = ((Parsed.Good) Parsed.of(PAYLOAD.getBytes(StandardCharsets.UTF_8))).node();
    Node found = Template.parse(template).orElseThrow().apply(PAYLOAD, json);
    return found == null ? new Node.Text("nothing") : found;
  }
}
