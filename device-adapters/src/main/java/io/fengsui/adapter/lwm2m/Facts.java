package io.fengsui.adapter.lwm2m;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.ResourceModel.Operations;
import org.eclipse.leshan.core.model.StaticModel;
import org.eclipse.leshan.core.node.LwM2mPath;
import org.jspecify.annotations.Nullable;

/**
 * What the OMA registry says of the objects that the hub reads, as far as it is needed to decode
 * them, and which metric a resource is. Read when the first link starts, not when the hub does.
 */
final class Facts {

  /**
   * A resource that is a metric.
   *
   * @param scale from the resource's unit to the metric's
   * @param absent the value that means "not measured"; NaN if there is none
   */
  record Reading(String metric, double scale, double absent) {}

  private static final int STATE = 5500;
  private static final int PURPOSE = 5750;
  private static final Map<LwM2mPath, Reading> READINGS = new HashMap<>();

  /** All objects; a resource outside it is decoded as what its format says, or as bytes. */
  static final LwM2mModel MODEL = load();

  private Facts() {}

  static @Nullable Reading reading(int object, int resource) {
    return READINGS.get(new LwM2mPath(object, 0, resource));
  }

  /** The resources of a point that mean something to the hub, what it is for first. */
  static List<LwM2mPath> heard(LwM2mPath point) {
    ObjectModel object = MODEL.getObjectModel(point.getObjectId());
    if (object == null) {
      return List.of();
    }
    Stream<Integer> purpose = Stream.of(PURPOSE).filter(object.resources::containsKey);
    Stream<Integer> states =
        object.resources.keySet().stream()
            .filter(id -> id == STATE || reading(object.id, id) != null)
            .sorted();
    return Stream.concat(purpose, states).map(point::append).toList();
  }

  private static LwM2mModel load() {
    var resources = new TreeMap<Integer, List<ResourceModel>>();
    try (InputStream in = Facts.class.getResourceAsStream("objects.csv")) {
      if (in == null) {
        throw new IllegalStateException("objects.csv is missing from the jar");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .forEach(cells -> add(cells, resources));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StaticModel(
        resources.entrySet().stream()
            .map(
                each ->
                    new ObjectModel(
                        each.getKey(),
                        "object " + each.getKey(),
                        "",
                        ObjectModel.DEFAULT_VERSION,
                        true,
                        false,
                        each.getValue()))
            .toList());
  }

  private static void add(String[] cells, Map<Integer, List<ResourceModel>> resources) {
    int object = Integer.parseInt(cells[0]);
    int resource = Integer.parseInt(cells[1]);
    resources
        .computeIfAbsent(object, _ -> new ArrayList<>())
        .add(
            new ResourceModel(
                resource,
                "resource " + resource,
                Operations.valueOf(cells[4]),
                !cells[3].isEmpty(),
                false,
                ResourceModel.Type.valueOf(cells[2]),
                "",
                "",
                ""));
    if (!cells[5].isEmpty()) {
      double scale = cells[6].isEmpty() ? 1 : Double.parseDouble(cells[6]);
      double absent = cells[7].isEmpty() ? Double.NaN : Double.parseDouble(cells[7]);
      READINGS.put(new LwM2mPath(object, 0, resource), new Reading(cells[5], scale, absent));
    }
  }
}
