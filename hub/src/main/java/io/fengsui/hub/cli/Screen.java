package io.fengsui.hub.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What a command shows: tables and sentences for people, or the hub's own answer as JSON. */
final class Screen {
  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter OTHER_DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

  private final Surroundings surroundings;
  private final Texts texts;
  private final boolean json;

  Screen(Surroundings surroundings, Texts texts, boolean json) {
    this.surroundings = surroundings;
    this.texts = texts;
    this.json = json;
  }

  Texts texts() {
    return texts;
  }

  /** Prints the answer and returns true when the person asked for JSON. */
  boolean tookAsJson(JsonNode answer) {
    if (json) {
      surroundings.out().println(answer.toPrettyString());
    }
    return json;
  }

  /** Whether the person asked for JSON. */
  boolean isJson() {
    return json;
  }

  /** The time on the clock of this place. */
  ZonedDateTime now() {
    return surroundings.clock().instant().atZone(surroundings.zone());
  }

  /** One of many answers: a line of JSON, or the line for people. */
  void line(JsonNode answer, Supplier<String> people) {
    surroundings.out().println(json ? answer.toString() : people.get());
  }

  /**
   * Where in a log: a position or a time as it is, and {@code 10m} as the time ten minutes ago; s,
   * m, h and d are known.
   */
  String moment(String where) {
    Matcher ago = AGO.matcher(where);
    if (ago.matches()) {
      try {
        Duration back =
            ago.group(2).equals("d")
                ? Duration.ofDays(Long.parseLong(ago.group(1)))
                : Duration.parse("PT" + where);
        return surroundings.clock().instant().minus(back).toString();
      } catch (DateTimeException | ArithmeticException e) {
        throw new Refusal(texts.get("bus.where", where), "");
      }
    }
    if (where.matches("\\d{1,18}")) {
      return where;
    }
    try {
      return Instant.parse(where).toString();
    } catch (DateTimeParseException e) {
      throw new Refusal(texts.get("bus.where", where), "");
    }
  }

  void say(String key, Object... values) {
    surroundings.out().println(texts.get(key, values));
  }

  /** As {@link #say}, for people only. */
  void note(String key, Object... values) {
    if (!json) {
      say(key, values);
    }
  }

  /** A text as it is, whoever reads it. */
  void text(String text) {
    surroundings.out().print(text);
  }

  /** A text for people, broken between words where the screen ends. */
  void paragraph(String text, Paint paint) {
    if (json) {
      return;
    }
    for (String line : Width.broken(text, surroundings.columns())) {
      surroundings.out().println(surroundings.colours() ? paint.on(line) : line);
    }
  }

  /** Shown to a person while something takes time; nothing for pipes and programs. */
  void progress(String line) {
    if (surroundings.terminal() && !json) {
      surroundings.err().print("\r\u001B[K" + line);
      surroundings.err().flush();
    }
  }

  /** How far something has come, now and then, for those who do not see {@link #progress}. */
  void step(String line) {
    if (!surroundings.terminal() && !json) {
      surroundings.err().println(line);
    }
  }

  void show(Table table) {
    table
        .lines(surroundings.columns(), surroundings.colours())
        .forEach(surroundings.out()::println);
  }

  /** A text that may be long, broken where the screen ends. */
  void lines(String text) {
    for (String line : text.split("\n", -1)) {
      String rest = line;
      while (Width.of(rest) > surroundings.columns()) {
        int end = Width.fitting(rest, surroundings.columns());
        surroundings.out().println(rest.substring(0, end));
        rest = rest.substring(end);
      }
      surroundings.out().println(rest);
    }
  }

  /** One page of an answer with {@code items}, and what is left of it. */
  void page(Table table, JsonNode answer) {
    int items = answer.path("items").size();
    if (items == 0) {
      say("list.empty");
      return;
    }
    show(table);
    long total = answer.path("total").asLong(items);
    if (total > items) {
      say("list.more", items, total);
    }
  }

  /** Latest values or the evidence of an event, a line each. */
  void readings(JsonNode readings) {
    if (readings.isEmpty()) {
      return;
    }
    Table table =
        new Table(texts.get("column.metric"), texts.get("column.value"), texts.get("column.at"));
    for (JsonNode reading : readings) {
      String label = texts.of(reading);
      String unit = reading.path("unit").asString("");
      table.row(
          Table.Cell.of(label.isEmpty() ? reading.path("metric").asString("") : label),
          Table.Cell.of((reading.path("value").asString("") + " " + unit).strip()),
          Table.Cell.of(time(reading.path("at"))));
    }
    show(table);
  }

  /** Pairs of a key of the texts and a value; pairs whose value is empty are left out. */
  void facts(String... pairs) {
    List<Integer> shown =
        IntStream.range(0, pairs.length / 2)
            .map(i -> i * 2)
            .filter(i -> !pairs[i + 1].isEmpty())
            .boxed()
            .toList();
    int width = shown.stream().mapToInt(i -> Width.of(texts.get(pairs[i]))).max().orElse(0);
    for (int i : shown) {
      String label = Width.pad(texts.get(pairs[i]), width);
      surroundings
          .out()
          .println((surroundings.colours() ? Paint.FAINT.on(label) : label) + "  " + pairs[i + 1]);
    }
  }

  /** Asks for what an option did not bring. */
  String ask(String key, boolean hidden) {
    String answer = surroundings.prompt().ask(texts.get(key), hidden);
    if (answer == null || answer.isBlank()) {
      throw new Refusal(texts.get("error.no-answer", texts.get(key)), "");
    }
    return answer.strip();
  }

  /** A password from the environment, or asked for without echo; {@code twice} for a new one. */
  String password(boolean twice) {
    String given = surroundings.variables().get("FENGSUI_PASSWORD");
    if (given != null) {
      return given;
    }
    String password =
        Objects.requireNonNullElse(surroundings.prompt().ask(texts.get("ask.password"), true), "");
    if (password.isEmpty()) {
      throw new Refusal(
          texts.get("error.no-answer", texts.get("ask.password")), texts.get("hint.password"));
    }
    if (twice
        && surroundings.terminal()
        && !password.equals(surroundings.prompt().ask(texts.get("ask.again"), true))) {
      throw new Refusal(texts.get("error.passwords-differ"), "");
    }
    return password;
  }

  /** A time of the API on the clock of this place; with its date unless that is today. */
  String time(JsonNode instant) {
    if (!instant.isString()) {
      return "";
    }
    try {
      ZonedDateTime time = Instant.parse(instant.stringValue()).atZone(surroundings.zone());
      LocalDate today = surroundings.clock().instant().atZone(surroundings.zone()).toLocalDate();
      return (time.toLocalDate().equals(today) ? TODAY : OTHER_DAY).format(time);
    } catch (DateTimeParseException e) {
      return instant.stringValue();
    }
  }

  /** How long ago a time of the API was, in its largest unit. */
  String ago(JsonNode instant) {
    if (!instant.isString()) {
      return texts.get("ago.never");
    }
    Duration passed =
        Duration.between(Instant.parse(instant.stringValue()), surroundings.clock().instant());
    long seconds = Math.max(0, passed.toSeconds());
    return seconds < 90
        ? texts.get("ago.seconds", seconds)
        : seconds < 90 * 60
            ? texts.get("ago.minutes", seconds / 60)
            : seconds < 36 * 3600
                ? texts.get("ago.hours", seconds / 3600)
                : texts.get("ago.days", seconds / 86400);
  }

  /** The parts of a place that are known, what tells most first: tables cut from the end. */
  static String place(JsonNode place) {
    return Arrays.stream(new String[] {"building", "floor", "room", "street", "community"})
        .map(part -> place.path(part).asString(""))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
