package io.fengsui.hub.link;

import io.fengsui.adapter.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Reads {@code fengsui.links.<link>.<protocol>.<setting>}: which links there are, and each one's
 * settings as the record of its protocol. A link with {@code enabled: false} is left out. Finds all
 * problems at once, misspelt settings included.
 */
final class LinkSettings {

  private static final ConfigurationPropertyName ROOT =
      ConfigurationPropertyName.of("fengsui.links");
  private static final int LINK = ROOT.getNumberOfElements();
  private static final int PROTOCOL = LINK + 1;
  private static final String ENABLED = "enabled";

  private final Protocols protocols;
  private final Environment environment;
  private final Binder binder;
  private final int portOffset;
  private final List<String> problems = new ArrayList<>();

  LinkSettings(Protocols protocols, Environment environment) {
    this.protocols = protocols;
    this.environment = environment;
    this.binder = Binder.get(environment);
    this.portOffset = environment.getProperty("fengsui.port-offset", Integer.class, 0);
  }

  /**
   * The links that are configured, by name.
   *
   * @throws LinkSettingsException with all that is wrong
   */
  List<LinkDefinition> read() {
    Map<String, List<ConfigurationPropertyName>> byLink = new TreeMap<>();
    for (ConfigurationPropertyName name : names()) {
      byLink.computeIfAbsent(element(name, LINK), link -> new ArrayList<>()).add(name);
    }
    List<LinkDefinition> links = new ArrayList<>();
    byLink.forEach((link, settings) -> read(link, settings).ifPresent(links::add));
    if (!problems.isEmpty()) {
      throw new LinkSettingsException(problems);
    }
    return links;
  }

  private Optional<LinkDefinition> read(String link, List<ConfigurationPropertyName> settings) {
    ConfigurationPropertyName at = ROOT.append(link);
    if (!binder.bind(at.append(ENABLED), Bindable.of(Boolean.class)).orElse(true)) {
      return Optional.empty();
    }
    var named = new TreeSet<String>();
    for (ConfigurationPropertyName setting : settings) {
      named.add(element(setting, PROTOCOL));
    }
    named.remove(ENABLED);
    if (named.size() != 1) {
      problems.add("%s: names %s; a link has exactly one protocol".formatted(at, named));
      return Optional.empty();
    }
    String name = named.first();
    Optional<Protocol<?>> protocol = protocols.find(name);
    if (protocol.isEmpty()) {
      problems.add(
          "%s: there is no protocol \"%s\"; there are %s"
              .formatted(at, name, String.join(", ", protocols.names())));
      return Optional.empty();
    }
    return define(link, at.append(name), protocol.get(), settings);
  }

  private <S extends Record> Optional<LinkDefinition> define(
      String link,
      ConfigurationPropertyName at,
      Protocol<S> protocol,
      List<ConfigurationPropertyName> settings) {
    int before = problems.size();
    var handler = new CollectingBindHandler(problems);
    @Nullable S bound = binder.bind(at, Bindable.of(protocol.settings()), handler).orElse(null);
    for (ConfigurationPropertyName setting : settings) {
      if (at.isAncestorOf(setting) && !handler.knows(setting)) {
        problems.add(setting + ": there is no such setting");
      }
    }
    if (bound == null || problems.size() > before) {
      return Optional.empty();
    }
    try {
      S moved = ListeningPort.move(bound, portOffset);
      return Optional.of(
          new LinkDefinition(link, protocol.name(), at.toString(), protocol.adapter(moved)));
    } catch (IllegalArgumentException e) {
      problems.add(at + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** All settings of all links, from all sources. */
  private Set<ConfigurationPropertyName> names() {
    var names = new TreeSet<ConfigurationPropertyName>();
    StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
        .filter(IterableConfigurationPropertySource.class::isInstance)
        .map(IterableConfigurationPropertySource.class::cast)
        .flatMap(IterableConfigurationPropertySource::stream)
        .filter(name -> ROOT.isAncestorOf(name) && name.getNumberOfElements() > PROTOCOL)
        .forEach(names::add);
    return names;
  }

  private static String element(ConfigurationPropertyName name, int index) {
    return name.getElement(index, ConfigurationPropertyName.Form.DASHED);
  }
}
