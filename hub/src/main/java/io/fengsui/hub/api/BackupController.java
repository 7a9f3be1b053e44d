package io.fengsui.hub.api;

import io.fengsui.hub.audit.Actor;
import io.fengsui.hub.backup.Backup;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Backups, for administrators. */
@RestController
@PreAuthorize("hasRole('ADMIN')")
class BackupController {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'fengsui-'yyyyMMdd-HHmmss'.tar.gz'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Backup backup;
  private final InstantSource clock;

  BackupController(Backup backup, InstantSource clock) {
    this.backup = backup;
    this.clock = clock;
  }

  /**
   * Streams a backup. When it fails on the way, the connection breaks: a body that ended well is
   * whole.
   */
  @PostMapping("/api/backup")
  void make(Actor actor, HttpServletResponse response) throws IOException {
    backup.note(actor);
    response.setContentType("application/gzip");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"" + NAME.format(clock.instant()) + "\"");
    backup.write(response.getOutputStream());
  }
}
