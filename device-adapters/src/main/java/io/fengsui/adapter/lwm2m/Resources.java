package io.fengsui.adapter.lwm2m;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.leshan.core.node.LwM2mObject;
import org.eclipse.leshan.core.node.LwM2mObjectInstance;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.eclipse.leshan.core.node.LwM2mResource;
import org.eclipse.leshan.core.node.LwM2mResourceInstance;
import org.eclipse.leshan.core.node.LwM2mSingleResource;
import org.jspecify.annotations.Nullable;

/** The resources in a node of any depth. */
final class Resources {

  private static final int PURPOSE = 5750;

  private Resources() {}

  /** In the order of their paths, but what a point is for comes before what it says. */
  static Map<LwM2mPath, LwM2mResource> of(LwM2mPath path, @Nullable Object node) {
    var found =
        new TreeMap<LwM2mPath, LwM2mResource>(
            (a, b) -> {
              int purposeFirst = Boolean.compare(isPurpose(b), isPurpose(a));
              return purposeFirst != 0 ? purposeFirst : a.compareTo(b);
            });
    collect(path, node, found);
    return found;
  }

  private static boolean isPurpose(LwM2mPath path) {
    return path.getResourceId() == PURPOSE;
  }

  private static void collect(
      LwM2mPath path, @Nullable Object node, Map<LwM2mPath, LwM2mResource> found) {
    switch (node) {
      case LwM2mObject object ->
          object
              .getInstances()
              .forEach(
                  (id, instance) -> collect(new LwM2mPath(object.getId(), id), instance, found));
      case LwM2mObjectInstance instance when path.isObjectInstance() ->
          instance
              .getResources()
              .forEach((id, resource) -> collect(path.append(id), resource, found));
      case LwM2mResource resource when path.isResource() -> found.put(path, resource);
      case LwM2mResourceInstance instance when path.isResourceInstance() ->
          found.put(path.toResourcePath(), single(path.getResourceId(), instance));
      case null, default -> {}
    }
  }

  private static LwM2mResource single(int id, LwM2mResourceInstance instance) {
    return LwM2mSingleResource.newResource(id, instance.getValue(), instance.getType());
  }

  /** The value, or all values of a resource that has several. */
  static List<Object> values(LwM2mResource resource) {
    return resource.isMultiInstances()
        ? resource.getInstances().values().stream().map(LwM2mResourceInstance::getValue).toList()
        : List.of(resource.getValue());
  }
}
