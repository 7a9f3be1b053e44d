package io.fengsui.adapter.coap;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.DeviceMessage;
import io.fengsui.adapter.DeviceMessage.Telemetry;
import io.fengsui.adapter.Meaning;
import io.fengsui.adapter.Raw;
import io.fengsui.adapter.Receipt.Reason;
import io.fengsui.adapter.binary.Layout;
import io.fengsui.adapter.coap.PayloadReader.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies that were lost: what is kept of one, and how it is read again. */
final class Kept {

  private static final String LAYOUT = "layout:";

  private Kept() {}

  /**
   * @param form {@code json}, {@code cbor} or a layout's name
   */
  static Raw of(Form form, DeviceId device, byte[] body) {
    return Raw.of(device.value() + ' ' + form.name(), body);
  }

  static Meaning read(Raw raw, CoapSettings settings) {
    if (!raw.whole()) {
      return Meaning.none(Reason.TOO_LARGE, "only the beginning of it was kept");
    }
    String[] words = raw.source().split(" ", 2);
    if (words.length != 2 || !DeviceId.isValid(words[0])) {
      return Meaning.none(Reason.UNKNOWN_DEVICE, "it is not known who said it");
    }
    Form form = Form.named(words[1], settings);
    if (form == null) {
      return Meaning.none(Reason.MALFORMED, "there is no layout for it any more");
    }
    Content content = form.read(new PayloadReader(), raw.bytes());
    var device = new DeviceId(words[0]);
    return new Meaning(messages(device, content), content.loss());
  }

  static List<DeviceMessage> messages(DeviceId device, Content content) {
    return content.samples().stream()
        .<DeviceMessage>map(sample -> new Telemetry(device, sample.time(), sample.readings()))
        .toList();
  }

  /** How a body is to be read. */
  record Form(String name, @Nullable Layout layout, @Nullable String identity) {

    static final Form JSON = new Form("json", null, null);
    static final Form CBOR = new Form("cbor", null, null);

    static Form of(String layoutName, Layout layout) {
      return new Form(LAYOUT + layoutName, layout, null);
    }

    Form whoseIdentityIs(@Nullable String member) {
      return new Form(name, layout, member);
    }

    private static @Nullable Form named(String name, CoapSettings settings) {
      if (name.startsWith(LAYOUT)) {
        String layoutName = name.substring(LAYOUT.length());
        Layout layout = settings.layout(layoutName);
        return layout == null ? null : of(layoutName, layout);
      }
      return name.equals(CBOR.name) ? CBOR : name.equals(JSON.name) ? JSON : null;
    }

    Content read(PayloadReader reader, byte[] body) {
      if (layout != null) {
        return reader.octets(layout, body);
      }
      return name.equals(CBOR.name) ? reader.cbor(body, identity) : reader.json(body, identity);
    }
  }
}
