package io.fengsui.simulator.lwm2m;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.leshan.core.model.LwM2mModel;
import org.eclipse.leshan.core.model.ObjectLoader;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;
import org.eclipse.leshan.core.model.ResourceModel.Operations;
import org.eclipse.leshan.core.model.StaticModel;

/** The objects of a detector: those that Leshan brings, smoke alarm and temperature. */
final class Models {
  static final int SMOKE_ALARM = 3407;
  static final int TEMPERATURE = 3303;
  static final int BATTERY = 6044;
  static final int SMOKE = 6046;
  static final int VALUE = 5700;

  private Models() {}

  static LwM2mModel all() {
    List<ObjectModel> models = new ArrayList<>(ObjectLoader.loadDefault());
    models.add(
        model(
            SMOKE_ALARM,
            "Smoke Alarm",
            readable(BATTERY, "Battery Level", ResourceModel.Type.FLOAT),
            readable(SMOKE, "Smoke Detector Alarm", ResourceModel.Type.BOOLEAN)));
    models.add(
        model(
            TEMPERATURE, "Temperature", readable(VALUE, "Sensor Value", ResourceModel.Type.FLOAT)));
    return new StaticModel(models);
  }

  private static ObjectModel model(int id, String name, ResourceModel... resources) {
    return new ObjectModel(
        id, name, "", ObjectModel.DEFAULT_VERSION, true, false, Arrays.asList(resources));
  }

  private static ResourceModel readable(int id, String name, ResourceModel.Type type) {
    return new ResourceModel(id, name, Operations.R, false, false, type, "", "", "");
  }
}
