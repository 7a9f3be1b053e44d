package io.fengsui.adapter.gb26875;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which device speaks which dialect. Immutable. */
final class Profiles {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final String JSON = ".json";

  private final Profile usual;
  private final Map<Address, Profile> own;

  private Profiles(Profile usual, Map<Address, Profile> own) {
    this.usual = usual;
    this.own = Map.copyOf(own);
  }

  /**
   * Loads what the setting names.
   *
   * @throws IOException if a file cannot be read; the message names it
   * @throws IllegalArgumentException if one is wrong, or two are everybody's
   */
  static Profiles load(@Nullable String setting, ZoneId zone) throws IOException {
    Profile usual = null;
    var own = new HashMap<Address, Profile>();
    for (Profile profile : read(setting, zone)) {
      if (profile.sources().isEmpty() && usual != null) {
        throw new IllegalArgumentException(
            "profiles %s and %s are both for all devices: give one of them sources"
                .formatted(usual.name(), profile.name()));
      }
      if (profile.sources().isEmpty()) {
        usual = profile;
      }
      profile.sources().forEach(source -> own.put(source, profile));
    }
    return new Profiles(usual == null ? Profile.standard(zone) : usual, own);
  }

  /** Never null: the standard's if nothing else is said. */
  Profile of(Address source) {
    return own.getOrDefault(source, usual);
  }

  private static List<Profile> read(@Nullable String setting, ZoneId zone) throws IOException {
    if (setting == null || setting.isBlank() || setting.equals("standard")) {
      return List.of();
    }
    if (NAME.matcher(setting).matches()) {
      String name = "profiles/" + setting + JSON;
      try (InputStream in = Profiles.class.getResourceAsStream(name)) {
        if (in != null) {
          var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          return List.of(ProfileFile.read(setting, text, zone));
        }
      }
    }
    Path path = Path.of(setting);
    if (!Files.exists(path)) {
      throw new IOException(
          "profile " + setting + " is neither one that the hub brings nor a file");
    }
    if (!Files.isDirectory(path)) {
      return List.of(file(path, zone));
    }
    var all = new ArrayList<Profile>();
    try (var files = Files.list(path)) {
      for (Path each : files.filter(p -> p.toString().endsWith(JSON)).sorted().toList()) {
        all.add(file(each, zone));
      }
    }
    return all;
  }

  private static Profile file(Path path, ZoneId zone) throws IOException {
    return ProfileFile.read(String.valueOf(path.getFileName()), Files.readString(path), zone);
  }
}
