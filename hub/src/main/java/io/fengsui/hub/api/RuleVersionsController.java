package io.fengsui.hub.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fengsui.hub.problem.RefusedException;
import io.fengsui.hub.problem.RefusedException.Kind;
import io.fengsui.hub.problem.Sentence;
import io.fengsui.hub.rules.RuleChanges;
import io.fengsui.hub.rules.RuleMode;
import io.fengsui.hub.rules.RulePacks;
import io.fengsui.hub.rules.RuleSet;
import io.fengsui.hub.rules.RuleSetVersion;
import io.fengsui.hub.rules.RulesStage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the rules come from: files, packs and versions. */
@RestController
@RequestMapping("/api/rules")
@PreAuthorize("hasAnyRole('OPERATOR', 'INSTALLER')")
class RuleVersionsController {
  private final RuleChanges changes;
  private final RulesStage stage;
  private final RulePacks packs;

  RuleVersionsController(RuleChanges changes, RulesStage stage, RulePacks packs) {
    this.changes = changes;
    this.stage = stage;
    this.packs = packs;
  }

  /**
   * A version.
   *
   * @param change files, packs, mode or rollback
   * @param active whether it is in force
   * @param files names of the files that the hub keeps
   * @param modes of rules that are not as their file says, or need not be
   */
  record VersionLine(
      int version,
      Instant at,
      String author,
      String reason,
      String change,
      boolean active,
      Set<String> files,
      Set<String> packs,
      Map<String, String> modes) {
    static VersionLine of(RuleSetVersion version) {
      var modes = new TreeMap<String, String>();
      version.edits().modes().forEach((rule, mode) -> modes.put(rule, key(mode)));
      return new VersionLine(
          version.version(),
          version.at(),
          version.author(),
          version.reason(),
          version.change(),
          version.active(),
          version.edits().files().keySet(),
          version.edits().packs(),
          modes);
    }

    private static String key(RuleMode mode) {
      return mode.key();
    }
  }

  /** A version with what its files say. */
  record VersionDetail(@JsonUnwrapped VersionLine version, Map<String, String> texts) {}

  /**
   * A file that rules come from.
   *
   * @param layer shipped, pack, disk or own
   */
  record FileLine(String name, String layer, long rules) {}

  /** A file and what it says. */
  record FileDetail(String name, String layer, String text, int version) {}

  /**
   * A pack.
   *
   * @param rules their titles by id
   */
  record PackLine(String name, Sentence title, boolean enabled, Map<String, Sentence> rules) {}

  @GetMapping("/versions")
  Page<VersionLine> versions(
      @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
    int number = Page.number(page);
    int most = Page.size(size);
    return new Page<>(
        changes.versions(number, most).stream().map(VersionLine::of).toList(),
        number,
        most,
        changes.versions());
  }

  @GetMapping("/versions/{version}")
  VersionDetail version(@PathVariable int version) {
    RuleSetVersion found = changes.version(version);
    return new VersionDetail(VersionLine.of(found), found.edits().files());
  }

  @GetMapping("/files")
  List<FileLine> files() {
    RuleSet set = stage.set();
    return set.files().values().stream()
        .map(
            file ->
                new FileLine(
                    file.name(),
                    layer(file),
                    set.fileOf().values().stream().filter(file.name()::equals).count()))
        .sorted(Comparator.comparing(FileLine::name))
        .toList();
  }

  @GetMapping("/files/{name}")
  FileDetail file(@PathVariable String name) {
    RuleSet set = stage.set();
    RuleSet.File file = set.files().get(name);
    if (file == null) {
      throw new RefusedException(Kind.NOT_FOUND, "没有规则文件 " + name, "there is no rule file " + name);
    }
    return new FileDetail(name, layer(file), file.text(), set.version());
  }

  @GetMapping("/packs")
  List<PackLine> packs() {
    return packs.all().stream()
        .map(
            pack -> {
              var rules = new TreeMap<String, Sentence>();
              pack.titles()
                  .forEach((id, title) -> rules.put(id, new Sentence(title.zh(), title.en())));
              return new PackLine(pack.name(), pack.title(), pack.enabled(), rules);
            })
        .toList();
  }

  private static String layer(RuleSet.File file) {
    return file.layer().name().toLowerCase(Locale.ROOT);
  }
}
