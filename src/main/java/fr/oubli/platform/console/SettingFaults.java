package fr.oubli.platform.console;

import org.jspecify.annotations.Nullable;

/** Names the setting of a server, a database or a role by which a statement was ended. */
final class SettingFaults {

  private SettingFaults() {}

  /**
   * @param state the SQLSTATE
   * @param message what the server said, in whatever language
   * @return a line with the mend; null where no setting was the reason
   */
  static @Nullable String line(String state, String message) {
    return switch (state) {
      case "25006" ->
          mend(
              "default_transaction_read_only lets the role write nothing",
              "off",
              "default_transaction_read_only");
      case "25P03" ->
          mend(
              "idle_in_transaction_session_timeout ended a session that waited for another",
              "0",
              "idle_in_transaction_session_timeout");
      case "25P04" -> mend("transaction_timeout ended a transaction", "0", "transaction_timeout");
      case "57P05" ->
          mend("idle_session_timeout ended a session that waited", "0", "idle_session_timeout");
      case "55P03" -> "another session held a lock for longer than lock_timeout; run it again";
      case "57014" ->
          message.contains("user request")
              ? null
              : mend("statement_timeout ended a statement", "0", "statement_timeout");
      default -> null;
    };
  }

  private static String mend(String what, String value, String setting) {
    return "%s; say as this role: alter role current_user set %s = %s"
        .formatted(what, setting, value);
  }
}
