package io.fengsui.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {

  @ParameterizedTest
  @ValueSource(strings = {"/tasks", "/devices?health=SILENT&page=2", "/tasks/17#top"})
  void keeps_a_page_of_the_hub(String next) {
    assertThat(NextPage.safe(next)).isEqualTo(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "",
        "/a\r\nSet-Cookie: x=y",
        "/\t/evil.example",
        "tasks"
      })
  void goes_home_for_anything_else(String next) {
    assertThat(NextPage.safe(next)).isEqualTo("/");
  }
}
