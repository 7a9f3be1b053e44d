package io.fengsui.adapter.lwm2m;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.node.LwM2mNode;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.TimestampedLwM2mNode;
import org.eclipse.leshan.core.node.TimestampedLwM2mNodes;
import org.eclipse.leshan.core.node.codec.CodecException;
import org.eclipse.leshan.core.node.codec.DefaultLwM2mDecoder;
import org.eclipse.leshan.core.node.codec.LwM2mDecoder;
import org.eclipse.leshan.core.node.codec.NodeDecoder;
import org.eclipse.leshan.core.node.codec.senml.LwM2mNodeSenMLDecoder;
import org.eclipse.leshan.core.request.ContentFormat;
import org.eclipse.leshan.senml.cbor.upokecenter.SenMLCborUpokecenterEncoderDecoder;
import org.jspecify.annotations.Nullable;

/**
 * Leshan's decoder, of which anything bytes can do to it comes out as a {@link CodecException}:
 * what is nested too deeply or takes too long is not begun, and what it did not expect is caught.
 * Thread-safe.
 */
final class GuardedDecoder implements LwM2mDecoder {

  private final LwM2mDecoder decoder = decoder();

  private static LwM2mDecoder decoder() {
    Map<ContentFormat, NodeDecoder> decoders = DefaultLwM2mDecoder.getDefaultNodeDecoders(true);
    var senml = new SenMLCborUpokecenterEncoderDecoder(new DecimalFractions());
    decoders.put(ContentFormat.SENML_CBOR, new LwM2mNodeSenMLDecoder(senml, false));
    return new DefaultLwM2mDecoder(decoders);
  }

  private static <T> T guarded(
      byte @Nullable [] content, @Nullable ContentFormat format, Supplier<T> decoding) {
    if (content != null && Nesting.isTooDeep(content, format)) {
      throw new CodecException("nested too deeply");
    }
    if (content != null && Exponents.isTooLarge(content, format)) {
      throw new CodecException("a number that nothing measures");
    }
    try {
      return decoding.get();
    } catch (CodecException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CodecException(e, "cannot be decoded");
    }
  }

  /** What devices mean that do not name their format: a value as it is, or else TLV. */
  private static ContentFormat usual(
      @Nullable ContentFormat said, LwM2mPath path, LwM2mModel model) {
    if (said != null) {
      return said;
    }
    if (!path.isResource() && !path.isResourceInstance()) {
      return ContentFormat.TLV;
    }
    ResourceModel resource = model.getResourceModel(path.getObjectId(), path.getResourceId());
    return resource != null && resource.type == ResourceModel.Type.OPAQUE
        ? ContentFormat.OPAQUE
        : ContentFormat.TEXT;
  }

  @Override
  public LwM2mNode decode(
      byte[] content,
      @Nullable ContentFormat said,
      @Nullable String root,
      LwM2mPath path,
      LwM2mModel model) {
    ContentFormat format = usual(said, path, model);
    return guarded(content, format, () -> decoder.decode(content, format, root, path, model));
  }

  @Override
  public <T extends LwM2mNode> T decode(
      byte[] content,
      @Nullable ContentFormat said,
      @Nullable String root,
      LwM2mPath path,
      LwM2mModel model,
      Class<T> type) {
    ContentFormat format = usual(said, path, model);
    return guarded(content, format, () -> decoder.decode(content, format, root, path, model, type));
  }

  @Override
  public Map<LwM2mPath, LwM2mNode> decodeNodes(
      byte[] content, ContentFormat format, String root, List<LwM2mPath> paths, LwM2mModel model) {
    return guarded(content, format, () -> decoder.decodeNodes(content, format, root, paths, model));
  }

  @Override
  public List<TimestampedLwM2mNode> decodeTimestampedData(
      byte[] content,
      @Nullable ContentFormat said,
      @Nullable String root,
      LwM2mPath path,
      LwM2mModel model) {
    ContentFormat format = usual(said, path, model);
    return guarded(
        content, format, () -> decoder.decodeTimestampedData(content, format, root, path, model));
  }

  @Override
  public TimestampedLwM2mNodes decodeTimestampedNodes(
      byte[] content,
      ContentFormat format,
      @Nullable String root,
      @Nullable List<LwM2mPath> paths,
      LwM2mModel model) {
    return guarded(
        content, format, () -> decoder.decodeTimestampedNodes(content, format, root, paths, model));
  }

  @Override
  public List<LwM2mPath> decodePaths(byte[] content, ContentFormat format, String root) {
    return guarded(content, format, () -> decoder.decodePaths(content, format, root));
  }

  @Override
  public boolean isSupported(ContentFormat format) {
    return decoder.isSupported(format);
  }

  @Override
  public Set<ContentFormat> getSupportedContentFormat() {
    return decoder.getSupportedContentFormat();
  }
}
