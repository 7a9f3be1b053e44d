package io.fengsui.adapter.lwm2m;

import io.fengsui.adapter.Command;
import io.fengsui.adapter.Value;
import io.fengsui.adapter.lwm2m.Lwm2mSettings.Profile;
import java.util.HexFormat;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.node.InvalidLwM2mPathException;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.core.request.DownlinkDeviceManagementRequest;
import org.eclipse.leshan.core.request.ExecuteRequest;
import org.eclipse.leshan.core.request.ReadRequest;
import org.eclipse.leshan.core.request.WriteRequest;
import org.eclipse.leshan.core.response.LwM2mResponse;
import org.eclipse.leshan.server.registration.Registration;
import org.jspecify.annotations.Nullable;

/** What a command asks of a device, in LwM2M's words. Pure. */
sealed interface Wish {

  /** One request. */
  record Request(DownlinkDeviceManagementRequest<? extends LwM2mResponse> request, LwM2mPath path)
      implements Wish {}

  /** The command cannot be asked like that. */
  record Wrong(String why) implements Wish {}

  /** The device has nothing that would do it. */
  record Unknown() implements Wish {}

  /** Where vendors take orders (object 19 instance 1). */
  LwM2mPath DOWN = new LwM2mPath(19, 1, 0);

  int BUZZER = 3338;

  /**
   * Reads a command.
   *
   * @param plain whether the device gets values as text, TLV otherwise
   */
  static Wish of(
      Command command, Registration registration, @Nullable Profile profile, boolean plain) {
    ContentFormat format = plain ? ContentFormat.TEXT : ContentFormat.TLV;
    String bytes = profile == null ? null : profile.commands().get(command.name());
    if (bytes != null) {
      return new Request(
          new WriteRequest(ContentFormat.OPAQUE, 19, 1, 0, HexFormat.of().parseHex(bytes)), DOWN);
    }
    return switch (command.name()) {
      case "mute" -> buzzer(registration, format);
      case "read" -> at(command, path -> new Request(new ReadRequest(path.toString()), path));
      case "write" -> at(command, path -> write(path, command.arguments().get("value"), format));
      case "reboot" -> confirmed(command);
      default -> new Unknown();
    };
  }

  private static Wish buzzer(Registration registration, ContentFormat format) {
    return registration.getAvailableInstances().stream()
        .filter(path -> path.isObjectInstance() && path.getObjectId() == BUZZER)
        .sorted()
        .findFirst()
        .map(path -> path.append(5850))
        .<Wish>map(path -> write(path, new Value.Flag(false), format))
        .orElseGet(Unknown::new);
  }

  private static Wish confirmed(Command command) {
    return command.arguments().get("confirm") instanceof Value.Flag(boolean yes) && yes
        ? new Request(new ExecuteRequest(3, 0, 4), new LwM2mPath(3, 0, 4))
        : new Wrong("reboot needs confirm: true");
  }

  private static Wish at(Command command, java.util.function.Function<LwM2mPath, Wish> wish) {
    if (!(command.arguments().get("path") instanceof Value.Text(String text))) {
      return new Wrong("path is missing, for instance \"/3303/0/5700\"");
    }
    try {
      var path = new LwM2mPath(text);
      return path.isRoot() ? new Wrong("path is all of the device") : wish.apply(path);
    } catch (InvalidLwM2mPathException | IllegalArgumentException e) {
      return new Wrong("path is none, for instance \"/3303/0/5700\"");
    }
  }

  private static Wish write(LwM2mPath path, @Nullable Value value, ContentFormat format) {
    if (!path.isResource() || path.getObjectId() < 3) {
      return new Wrong("path is no resource that the hub writes");
    }
    int object = path.getObjectId();
    int instance = path.getObjectInstanceId();
    int resource = path.getResourceId();
    ResourceModel model = Facts.MODEL.getResourceModel(object, resource);
    ResourceModel.Type type = model == null ? ResourceModel.Type.NONE : model.type;
    return switch (value) {
      case Value.Flag(boolean on) ->
          new Request(new WriteRequest(format, object, instance, resource, on), path);
      case Value.Quantity(double amount, String _) when type == ResourceModel.Type.INTEGER ->
          new Request(new WriteRequest(format, object, instance, resource, (long) amount), path);
      case Value.Quantity(double amount, String _) ->
          new Request(new WriteRequest(format, object, instance, resource, amount), path);
      case Value.Text(String text) when type == ResourceModel.Type.OPAQUE -> bytes(path, text);
      case Value.Text(String text) ->
          new Request(new WriteRequest(format, object, instance, resource, text), path);
      case null, default -> new Wrong("value is missing, or none that can be written");
    };
  }

  private static Wish bytes(LwM2mPath path, String hex) {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      int object = path.getObjectId();
      return new Request(
          new WriteRequest(
              ContentFormat.OPAQUE,
              object,
              path.getObjectInstanceId(),
              path.getResourceId(),
              bytes),
          path);
    } catch (IllegalArgumentException e) {
      return new Wrong("value must be hexadecimal digits for bytes");
    }
  }
}
