package io.fengsui.rules.definition;

import io.fengsui.rules.definition.OverrideReader.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one entry under {@code rules:}. */
final class RuleReader {

  static final List<String> KEYS =
      List.of(
          "title",
          "per",
          "types",
          "tags",
          "grids",
          "classes",
          "devices",
          "set",
          "when",
          "severity",
          "holdFor",
          "levels",
          "keepFor",
          "flapping",
          "guard",
          "secondary",
          "task",
          "category",
          "advice",
          "shadow");

  static final List<String> FLAPPING_KEYS = List.of("times", "within");
  static final List<String> SCOPES =
      Arrays.stream(Scope.values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList();

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*+");
  private static final int ID_LENGTH = 64;
  private static final int MOST_FLAPS = 100;

  private final Surroundings surroundings;
  private final Problems problems;
  private final Scalars scalars;
  private final TextReader texts;
  private final SelectionReader selections;
  private final PlaceCheck places;
  private final GuardReader guards;

  RuleReader(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.problems = surroundings.problems();
    this.scalars = new Scalars(problems);
    this.texts = new TextReader(problems);
    this.selections = new SelectionReader(surroundings.vocabulary(), problems);
    this.places = new PlaceCheck(surroundings.vocabulary());
    this.guards = new GuardReader(surroundings.vocabulary(), problems);
  }

  /**
   * The rule; empty if it has a problem that leaves no rule.
   *
   * @param overrides of its parameters
   */
  Optional<Rule> read(String id, Node key, Node value, List<Setting> overrides) {
    if (id.length() > ID_LENGTH || !ID.matcher(id).matches()) {
      problems.add(
          key,
          "\"" + id + "\" is no rule id",
          "use lower-case letters, digits and hyphens, at most " + ID_LENGTH);
    }
    var fields = Fields.of(value, "a rule", problems, KEYS);
    Optional<Label> title = texts.title(fields);
    Scope per = per(fields);
    Where where = per == Scope.DEVICE ? Where.DEVICE : Where.PLACE;
    Selection selection = selections.read(fields);
    var parameters = new ParameterReader(problems).read(fields);
    Optional<List<Level>> levels = new LadderReader(surroundings, parameters).read(fields, where);
    List<Variant> variants =
        levels.isEmpty() ? List.of() : variants(fields, per, parameters, levels.get(), overrides);
    if (levels.isPresent()) {
      ParameterReader.warnOfUnused(fields, parameters, problems);
    }
    Node keep = fields.get("keepFor");
    Optional<Duration> keepFor =
        keep == null ? Optional.of(Duration.ZERO) : scalars.duration(keep, "keepFor");
    Optional<Flapping> flapping =
        Optional.ofNullable(fields.get("flapping")).flatMap(this::flapping);
    Optional<String> guard = guards.read(fields, per);
    Optional<Condition> secondary =
        Optional.ofNullable(fields.get("secondary"))
            .flatMap(
                node -> new ConditionReader(surroundings, Parameters.closed()).read(node, where));
    boolean task = flag(fields, "task", levels.map(RuleReader::needsSomebody).orElse(true));
    boolean shadow = flag(fields, "shadow", false);
    Optional<String> category = texts.category(fields);
    Optional<Label> advice = texts.advice(fields);
    if (title.isEmpty() || levels.isEmpty() || keepFor.isEmpty() || category.isEmpty()) {
      return Optional.empty();
    }
    Optional<Rule> rule =
        advice.map(
            text ->
                new Rule(
                    id,
                    title.get(),
                    per,
                    selection,
                    levels.get(),
                    variants,
                    keepFor.get(),
                    flapping,
                    guard,
                    secondary,
                    task,
                    category.get(),
                    text,
                    shadow));
    rule.flatMap(places::why)
        .ifPresent(why -> problems.add(fields.at("types"), why, places.hint()));
    return rule;
  }

  private Scope per(Fields fields) {
    Node node = fields.get("per");
    if (node == null) {
      return Scope.DEVICE;
    }
    String text = Scalars.text(node);
    if (!SCOPES.contains(text)) {
      problems.add(node, "no rule is per \"" + text + "\"", Spelling.hint(text, SCOPES));
      return Scope.DEVICE;
    }
    return Scope.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private List<Variant> variants(
      Fields fields,
      Scope per,
      Parameters parameters,
      List<Level> levels,
      List<Setting> overrides) {
    var variants = new ArrayList<Variant>();
    var seen = new HashSet<Selection>();
    for (Setting override : overrides) {
      if (per != Scope.DEVICE) {
        problems.add(
            override.node(),
            "a rule for places has no overrides",
            "write a rule of its own for these places");
        continue;
      }
      if (!seen.add(override.where())) {
        problems.add(override.node(), "an override above is for the same devices", "join the two");
        continue;
      }
      problems.enterOverride(override.node());
      new ParameterReader(problems)
          .override(parameters, override)
          .flatMap(own -> new LadderReader(surroundings, own).read(fields, Where.DEVICE))
          .ifPresent(
              own -> {
                warnOfNoChange(own, levels, override);
                variants.add(new Variant(override.where(), own));
              });
      problems.enterOverride(null);
    }
    return variants;
  }

  /** It still keeps those below it from counting. */
  private void warnOfNoChange(List<Level> own, List<Level> usual, Setting override) {
    if (own.equals(usual)) {
      problems.warn(override.node(), "the override changes nothing", "leave it out");
    }
  }

  private Optional<Flapping> flapping(Node node) {
    var fields = Fields.of(node, "flapping", problems, FLAPPING_KEYS);
    Optional<Duration> within =
        fields
            .required("within", "for instance within: 10m")
            .flatMap(n -> scalars.window(n, "within"));
    OptionalInt times =
        fields
            .required("times", "for instance times: 4")
            .map(n -> scalars.count(n, "times", 2, MOST_FLAPS))
            .orElse(OptionalInt.empty());
    return times.isEmpty()
        ? Optional.empty()
        : within.map(span -> new Flapping(times.getAsInt(), span));
  }

  private static boolean needsSomebody(List<Level> levels) {
    return levels.getLast().severity() != Severity.IV;
  }

  private boolean flag(Fields fields, String key, boolean usual) {
    Node node = fields.get(key);
    return node == null ? usual : scalars.flag(node, key).orElse(usual);
  }
}
