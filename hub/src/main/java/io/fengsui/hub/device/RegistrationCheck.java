package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.problem.FieldProblem;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns one request into a device, or into everything that is wrong with it. */
final class RegistrationCheck {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int RANDOM_PART = 6;
  private static final int MAX_NAME = 100;

  private final DeviceTypes types;
  private final LinkNames links;
  private final Function<DeviceId, Optional<Device>> known;
  private final Predicate<Address> taken;
  private final String field;
  private final NewDevice wanted;
  private final List<FieldProblem> problems = new ArrayList<>();

  /**
   * @param known devices that exist or come before this one in the same request
   * @param taken addresses that devices have, or that come before this one in the same request
   * @param field path of this request, empty or for instance {@code [3].}
   */
  RegistrationCheck(
      DeviceTypes types,
      LinkNames links,
      Function<DeviceId, Optional<Device>> known,
      Predicate<Address> taken,
      String field,
      NewDevice wanted) {
    this.types = types;
    this.links = links;
    this.known = known;
    this.taken = taken;
    this.field = field;
    this.wanted = wanted;
  }

  /** All that is wrong; complete after {@link #device}. */
  List<FieldProblem> problems() {
    return problems;
  }

  /** The device; empty if something is wrong. */
  Optional<Device> device(String installer, Instant now) {
    Optional<DeviceType> type = type();
    if (type.isPresent() && isHubsOwn(type.get()) && !installer.equals(Actor.HUB.name())) {
      wrong("type", "演练点由主机自行登记", "drill points are the hub's own");
    }
    Optional<DeviceId> id = type.flatMap(this::id);
    String name = name();
    String link = link();
    Place place = new PlaceCheck(field, problems).place(wanted);
    Optional<DeviceId> parent = parent(id);
    String address = address(link, id, parent.orElse(null));
    Optional<SupervisionClass> supervision = type.flatMap(this::supervision);
    Set<String> tags = Tags.check(wanted.tags(), field + "tags", problems);
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Device(
            id.orElseThrow(),
            type.orElseThrow(),
            name,
            link,
            parent.orElse(null),
            address.isEmpty() ? null : address,
            place,
            supervision.orElseThrow(),
            tags,
            Device.State.REGISTERED,
            installer,
            now,
            null,
            null));
  }

  private static boolean isHubsOwn(DeviceType type) {
    return type.key().equals("drill-point");
  }

  private Optional<DeviceType> type() {
    String key = text(wanted.type());
    Optional<DeviceType> type = types.find(key);
    if (type.isEmpty()) {
      String all = types.all().stream().map(DeviceType::key).collect(Collectors.joining(", "));
      wrong(
          "type",
          "没有设备类型“" + key + "”；可用：" + all,
          "no device type \"" + key + "\"; there are: " + all);
    }
    return type;
  }

  private Optional<DeviceId> id(DeviceType type) {
    String id = text(wanted.id());
    if (id.isEmpty()) {
      return Optional.of(newId(type));
    }
    if (!DeviceId.isValid(id)) {
      wrong(
          "id",
          "设备编号须为 1 至 64 个字符：A-Z a-z 0-9 . _ -，且不以点开头",
          "an id is 1 to 64 characters of A-Z a-z 0-9 . _ - and does not start with a dot");
      return Optional.empty();
    }
    if (known.apply(new DeviceId(id)).isPresent()) {
      wrong("id", "设备编号 " + id + " 已被使用", "the id " + id + " is taken");
      return Optional.empty();
    }
    return Optional.of(new DeviceId(id));
  }

  private DeviceId newId(DeviceType type) {
    while (true) {
      var text = new StringBuilder(types.prefix(type)).append('-');
      for (int i = 0; i < RANDOM_PART; i++) {
        text.append(CROCKFORD.charAt(RANDOM.nextInt(CROCKFORD.length())));
      }
      var id = new DeviceId(text.toString());
      if (known.apply(id).isEmpty()) {
        return id;
      }
    }
  }

  private String name() {
    String name = text(wanted.name());
    if (name.isEmpty()) {
      wrong("name", "请填写名称", "a device needs a name");
    } else if (name.length() > MAX_NAME || PlaceCheck.hasControl(name)) {
      wrong("name", "名称最长 100 个字符，且在一行内", "a name is one line of at most 100 characters");
    }
    return name;
  }

  private String link() {
    String link = wantedLink();
    if (!links.has(link)) {
      String all = String.join(", ", links.names());
      wrong("link", "没有接入“" + link + "”；可用：" + all, "no link \"" + link + "\"; there are: " + all);
    }
    return link;
  }

  private String wantedLink() {
    String link = text(wanted.link());
    return link.isEmpty() ? links.standard() : link;
  }

  private Optional<DeviceId> parent(Optional<DeviceId> id) {
    String text = text(wanted.parent());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (id.isPresent() && id.get().value().equals(text)) {
      wrong("parent", "设备不能是自己的上级", "a device cannot be its own parent");
      return Optional.empty();
    }
    Optional<Device> parent =
        DeviceId.isValid(text) ? known.apply(new DeviceId(text)) : Optional.empty();
    if (parent.isEmpty()) {
      wrong("parent", "没有设备 " + text, "there is no device " + text);
    } else if (parent.get().state() == Device.State.RETIRED) {
      wrong("parent", "设备 " + text + " 已退役", "the device " + text + " is retired");
    }
    return parent.map(Device::id);
  }

  /** What the link is to call it; empty for its id, which no other device may have as address. */
  private String address(String link, Optional<DeviceId> id, @Nullable DeviceId parent) {
    String address = text(wanted.address());
    String called = address.isEmpty() ? id.map(DeviceId::value).orElse("") : address;
    if (!address.isEmpty() && !Address.isValid(address)) {
      wrong("address", "地址最长 128 个字符，且在一行内", "an address is one line of at most 128 characters");
    } else if (taken.test(new Address(link, parent, called))) {
      wrong(
          address.isEmpty() ? "id" : "address",
          "链路 " + link + " 上已有设备使用地址 " + called,
          "another device on the link " + link + " has the address " + called);
    }
    return address;
  }

  /** The key it is to prove itself with; empty if the hub makes one up. */
  Optional<Secret> key() {
    String key = text(wanted.key());
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (!links.needsKeys(wantedLink())) {
      wrong("key", "该链路的设备不使用预共享密钥", "devices on this link have no key of their own");
      return Optional.empty();
    }
    Optional<Secret> read = KeyText.read(key);
    if (read.isEmpty()) {
      wrong(
          "key",
          "密钥须为 8 至 64 字节：文本，或 hex: 加十六进制数字",
          "a key is 8 to 64 bytes: text, or hex: and digits");
    }
    return read;
  }

  private Optional<SupervisionClass> supervision(DeviceType type) {
    String key = text(wanted.supervision());
    if (key.isEmpty()) {
      return Optional.of(type.supervision());
    }
    Optional<SupervisionClass> found = SupervisionClass.of(key);
    if (found.isEmpty()) {
      wrong(
          "supervision",
          "监测等级须为 20s、90s、180s、30m 或 25h",
          "a supervision class is 20s, 90s, 180s, 30m or 25h");
    }
    return found;
  }

  private void wrong(String name, String zh, String en) {
    problems.add(new FieldProblem(field + name, zh, en));
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
