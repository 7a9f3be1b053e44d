package io.fengsui.hub.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, and what they lead to: the hub and the screen. */
@Command(name = "fengsui", versionProvider = Version.class, sortOptions = false)
final class Fengsui {
  static final String DEFAULT_URL = "http://127.0.0.1:8080";

  private final Surroundings surroundings;
  private final Texts texts;

  @Option(names = "--url", paramLabel = "URL", scope = ScopeType.INHERIT)
  private @Nullable String url;

  @Option(names = "--token", paramLabel = "TOKEN", scope = ScopeType.INHERIT)
  private @Nullable String token;

  @Option(names = "--json", scope = ScopeType.INHERIT)
  private boolean json;

  /** Declared for the help and the check; {@link Texts#choose} looked at it already. */
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--lang", paramLabel = "zh|en", scope = ScopeType.INHERIT)
  private @Nullable String language;

  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT)
  private boolean help;

  @SuppressWarnings("UnusedVariable")
  @Option(names = "--version", versionHelp = true)
  private boolean version;

  Fengsui(Surroundings surroundings, Texts texts) {
    this.surroundings = surroundings;
    this.texts = texts;
  }

  /**
   * The hub that the options, the environment, a running demo or the default name, in this order.
   */
  String url() {
    String named = url == null ? surroundings.variables().get("FENGSUI_URL") : url;
    if (named == null) {
      named = demo().map(RunningDemo::url).orElse(DEFAULT_URL);
    }
    return named.replaceFirst("/+$", "");
  }

  HubClient hub() {
    return client(token());
  }

  /** For the calls that come before there is a token. */
  HubClient stranger() {
    return client(null);
  }

  Credentials credentials() {
    return new Credentials(surroundings.settings());
  }

  Screen screen() {
    return new Screen(surroundings, texts, json);
  }

  private HubClient client(@Nullable String bearer) {
    try {
      URI address = URI.create(url());
      if (address.getHost() != null && address.getScheme().startsWith("http")) {
        return new HubClient(address, bearer, texts);
      }
    } catch (IllegalArgumentException e) {
      throw new Refusal(texts.get("error.address", url()), texts.get("hint.url"));
    }
    throw new Refusal(texts.get("error.address", url()), texts.get("hint.url"));
  }

  private @Nullable String token() {
    String url = url();
    return Optional.ofNullable(token)
        .or(() -> Optional.ofNullable(surroundings.variables().get("FENGSUI_TOKEN")))
        .or(() -> demo().filter(demo -> demo.url().equals(url)).map(RunningDemo::token))
        .or(() -> Optional.ofNullable(credentials().token(url)))
        .orElse(null);
  }

  private Optional<RunningDemo> demo() {
    return Optional.ofNullable(surroundings.variables().get("FENGSUI_DEMO_FILE"))
        .map(Path::of)
        .flatMap(RunningDemo::read);
  }
}
