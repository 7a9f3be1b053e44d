package io.fengsui.hub.api;

import io.fengsui.hub.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The audit log, for administrators. */
@RestController
@PreAuthorize("hasRole('ADMIN')")
class AuditController {

  private final AuditLog audit;

  AuditController(AuditLog audit) {
    this.audit = audit;
  }

  /**
   * What the check found.
   *
   * @param rows sound rows from the first on
   * @param firstBroken number of the first row that is wrong or missing
   * @param head hash of the last sound row
   */
  record Verified(boolean whole, long rows, @Nullable Long firstBroken, String head) {}

  /** Checks every row; takes some seconds for a million. */
  @PostMapping("/api/audit/verify")
  Verified verify() {
    AuditLog.Verdict verdict = audit.verify();
    Long broken = verdict.whole() ? null : verdict.firstBroken().getAsLong();
    return new Verified(verdict.whole(), verdict.rows(), broken, verdict.head());
  }
}
