package io.fengsui.hub.rules;

import io.fengsui.hub.problem.Sentence;
import io.fengsui.hub.rules.RuleSet.File;
import io.fengsui.hub.rules.RuleSet.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule files that come with the hub: the usual one, which is always run, and packs, which are
 * run when somebody has enabled them; {@code packs.csv} says which there are. Immutable.
 */
final class Shipped {
  private static final String USUAL = "street";
  private static final Pattern ENTRY =
      Pattern.compile("([a-z0-9-]+),([^,]*),(?:\"(.*)\"|([^,\"]*))");

  private final File usual = new File(USUAL + ".yaml", Layer.SHIPPED, text(USUAL + ".yaml"));
  private final Map<String, Pack> packs = new LinkedHashMap<>();

  /** Files that are run together. */
  record Pack(String name, Sentence title, File file) {}

  Shipped() {
    text("packs.csv").lines().skip(1).filter(line -> !line.isBlank()).forEach(this::add);
  }

  /** The packs by name, in the order in which they are listed. */
  Map<String, Pack> packs() {
    return Collections.unmodifiableMap(packs);
  }

  /** The usual file and the packs with these names; what an older hub shipped may be gone. */
  List<File> files(Collection<String> enabled) {
    var files = new ArrayList<File>();
    files.add(usual);
    packs.values().stream()
        .filter(pack -> enabled.contains(pack.name()))
        .map(Pack::file)
        .forEach(files::add);
    return files;
  }

  private void add(String line) {
    Matcher entry = ENTRY.matcher(line);
    if (!entry.matches()) {
      throw new IllegalStateException("packs.csv: " + line);
    }
    String name = entry.group(1);
    String en = entry.group(3) == null ? entry.group(4) : entry.group(3);
    var file = new File(name + ".yaml", Layer.PACK, text(name + ".yaml"));
    packs.put(name, new Pack(name, new Sentence(entry.group(2), en), file));
  }

  private static String text(String name) {
    try (InputStream in = Shipped.class.getResourceAsStream("/rules/" + name)) {
      if (in == null) {
        throw new IllegalStateException("rules/" + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
