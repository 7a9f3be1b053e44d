package io.fengsui.hub.device;

import static io.fengsui.hub.device.RegistrationCheck.text;

import io.fengsui.hub.device.Crs.LatLon;
import io.fengsui.hub.problem.FieldProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the place of a request into WGS 84 and tidy texts; adds what is wrong to a list. */
final class PlaceCheck {

  private static final int MAX_TEXT = 100;
  private static final Pattern GRID = Pattern.compile("[0-9]{1,32}");
  private static final LatLon NOWHERE = new LatLon(Double.NaN, Double.NaN);
  private static final NewDevice.Rooms NO_ROOMS = new NewDevice.Rooms(null, null, null, null, null);

  private final String field;
  private final List<FieldProblem> problems;

  PlaceCheck(String field, List<FieldProblem> problems) {
    this.field = field;
    this.problems = problems;
  }

  Place place(NewDevice wanted) {
    String grid = text(wanted.grid());
    if (!GRID.matcher(grid).matches()) {
      wrong("grid", "网格编码须为 1 至 32 位数字", "a grid code is 1 to 32 digits");
    }
    var rooms = wanted.place() == null ? NO_ROOMS : wanted.place();
    LatLon point = wanted.at() == null ? NOWHERE : point(wanted.at());
    return new Place(
        grid,
        words("place.community", rooms.community()),
        words("place.street", rooms.street()),
        words("place.building", rooms.building()),
        words("place.floor", rooms.floor()),
        words("place.room", rooms.room()),
        point.latitude(),
        point.longitude());
  }

  static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private String words(String name, @Nullable String given) {
    String text = text(given);
    if (text.length() > MAX_TEXT || hasControl(text)) {
      wrong(name, "最长 100 个字符，且在一行内", "one line of at most 100 characters, please");
    }
    return text;
  }

  private LatLon point(NewDevice.Position at) {
    int before = problems.size();
    double latitude = degrees("at.latitude", at.latitude(), 90);
    double longitude = degrees("at.longitude", at.longitude(), 180);
    Optional<Crs> crs = Crs.of(text(at.crs()));
    if (crs.isEmpty()) {
      wrong(
          "at.crs",
          "请说明坐标系：wgs84、gcj02（高德、腾讯）、bd09（百度）或 cgcs2000（天地图）",
          "say the coordinate system: wgs84, gcj02 (Amap, Tencent), bd09 (Baidu) or cgcs2000 (Tianditu)");
    }
    return problems.size() > before || crs.isEmpty()
        ? NOWHERE
        : crs.get().toWgs84(new LatLon(latitude, longitude));
  }

  private double degrees(String name, @Nullable Double value, int limit) {
    if (value == null || !(Math.abs(value) <= limit)) {
      wrong(
          name,
          "须为 -%d 至 %d 度".formatted(limit, limit),
          "must be -%d to %d degrees".formatted(limit, limit));
      return Double.NaN;
    }
    return value;
  }

  private void wrong(String name, String zh, String en) {
    problems.add(new FieldProblem(field + name, zh, en));
  }
}
