package io.fengsui.hub.account;

/** What an account may do. {@link #ADMIN} includes all others. */
public enum Role {
  /** Registers, proves and retires devices. */
  INSTALLER,
  /** Watches device health and events. */
  OPERATOR,
  /** Accepts and closes tasks. */
  OFFICER,
  /** Manages accounts. */
  ADMIN;

  /** Its name in Spring Security. */
  public String authority() {
    return "ROLE_" + name();
  }
}
