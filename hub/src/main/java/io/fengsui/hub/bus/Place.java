package io.fengsui.hub.bus;

import java.nio.file.Path;

/**
 * Where a bus keeps its files, and how.
 *
 * @param folder of the bus; each lane has a folder in it
 */
record Place(Disk disk, Path folder, BusProperties settings, BusTime time) {}
