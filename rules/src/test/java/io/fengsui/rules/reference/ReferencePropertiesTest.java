package io.fengsui.rules.reference;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The engine does what the reference does, whatever the rules and whatever happens. */
class ReferencePropertiesTest {

  @Property(tries = 300)
  void the_engine_says_what_the_reference_says(@ForAll("stories") Story story) {
    assertThat(story.run()).isEqualTo(story.naively());
  }

  @Provide
  Arbitrary<Story> stories() {
    return Stories.any();
  }
}
