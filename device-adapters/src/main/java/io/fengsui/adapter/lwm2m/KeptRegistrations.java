package io.fengsui.adapter.lwm2m;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.leshan.server.registration.Deregistration;
import org.eclipse.leshan.server.registration.InMemoryRegistrationStore;
import org.eclipse.leshan.server.registration.Registration;
import org.eclipse.leshan.server.registration.RegistrationUpdate;
import org.eclipse.leshan.server.registration.UpdatedRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registrations in memory and, a little later, in a file, so that devices which speak once a day
 * are not strangers for a day when the hub restarts. Bounded; lifetimes are capped. Thread-safe.
 */
final class KeptRegistrations extends InMemoryRegistrationStore {

  private static final Logger log = LoggerFactory.getLogger(KeptRegistrations.class);
  private static final long CLEAN_SECONDS = 2;

  private final RegistrationFile file;
  private final InstantSource clock;
  private final Duration maxLifetime;
  private final int maxRegistrations;
  private final AtomicBoolean changed = new AtomicBoolean();
  private int count;

  KeptRegistrations(
      ScheduledExecutorService timer, Path folder, InstantSource clock, Lwm2mSettings settings) {
    super(timer, CLEAN_SECONDS);
    this.file = new RegistrationFile(folder.resolve("registrations.jsonl"));
    this.clock = clock;
    this.maxLifetime = settings.maxLifetime();
    this.maxRegistrations = settings.limits().maxRegistrations();
  }

  /**
   * Takes up what the file holds. A lifetime that ended while the hub was away starts anew: the
   * device may well have called in vain.
   *
   * @return how many there are
   */
  synchronized int load() throws IOException {
    Instant now = clock.instant();
    for (Registration known : file.read(maxRegistrations)) {
      Registration registration =
          known.isAlive()
              ? known
              : new Registration.Builder(known).lastUpdate(Date.from(now)).build();
      super.addRegistration(registration);
    }
    count = all().size();
    return count;
  }

  /** Writes the file if something changed. What fails is tried again at the next call. */
  void save() {
    if (changed.getAndSet(false)) {
      try {
        file.write(all());
      } catch (IOException e) {
        changed.set(true);
        log.atWarn().setCause(e).log("LwM2M registrations cannot be kept");
      }
    }
  }

  List<Registration> all() {
    var result = new ArrayList<Registration>();
    getAllRegistrations().forEachRemaining(result::add);
    return result;
  }

  synchronized boolean hasRoom() {
    return count < maxRegistrations;
  }

  @Override
  public synchronized Deregistration addRegistration(Registration registration) {
    Deregistration replaced = super.addRegistration(capped(registration));
    if (replaced == null) {
      count++;
    }
    changed.set(true);
    return replaced;
  }

  @Override
  public synchronized UpdatedRegistration updateRegistration(RegistrationUpdate update) {
    UpdatedRegistration updated = super.updateRegistration(update);
    if (updated != null) {
      changed.set(true);
    }
    return updated;
  }

  @Override
  public synchronized Deregistration removeRegistration(String id) {
    Deregistration removed = super.removeRegistration(id);
    if (removed != null) {
      count--;
      changed.set(true);
    }
    return removed;
  }

  /** Zero stands for ever. */
  private Registration capped(Registration registration) {
    long seconds = registration.getLifeTimeInSec();
    long cap = maxLifetime.toSeconds();
    return seconds > 0 && seconds <= cap
        ? registration
        : new Registration.Builder(registration).lifeTimeInSec(cap).build();
  }
}
