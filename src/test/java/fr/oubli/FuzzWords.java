package fr.oubli;

import static fr.oubli.FuzzInputs.DAY;
import static fr.oubli.FuzzInputs.input;

import fr.oubli.FuzzInputs.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is typed or set wrongly: who asks, variables of the environment, options.
 *
 * @param url of the database
 */
record FuzzWords(FuzzText text, FuzzFolder folder, String url) {

  private static final List<String> VARIABLES =
      List.of(
          "OUBLI_DATABASE_USER",
          "OUBLI_DATABASE_PASSWORD",
          "OUBLI_POLICY",
          "OUBLI_DATAMAP",
          "OUBLI_CONTROLLER",
          "OUBLI_REPORTS",
          "OUBLI_RECORDINGS",
          "OUBLI_OPERATOR",
          "COLUMNS",
          "LANG",
          "NO_COLOR");

  Input identity() {
    String odd = text.word();
    String which = text.any(List.of("--email", "--phone", "--name", "--field"));
    if (which.equals("--field") && text.random().nextBoolean()) {
      odd =
          text.any(
                  List.of(
                      "customers.id=",
                      "customers.email=",
                      "orders.ordered_at=",
                      "invoices.number="))
              + odd;
    }
    String right =
        text.any(
            List.of(
                "access", "erasure", "portability", "objection", "rectification", "restriction"));
    return input(
        "identity",
        switch (text.random().nextInt(8)) {
          case 0, 1 ->
              folder.with(
                  "request",
                  "open",
                  right,
                  "--received-on",
                  "2026-11-20",
                  "--as-of",
                  DAY,
                  which,
                  odd);
          case 2 -> folder.with("request", "match", "1", "--as-of", DAY, which, odd);
          case 3 ->
              folder.with(
                  "request",
                  "match",
                  "1",
                  "--as-of",
                  DAY,
                  text.any(List.of("--confirm", "--confirm-own", "--reject")),
                  text.any(List.of(odd, "orders:" + odd, odd + ":1")));
          case 4 ->
              folder.with(
                  "explain",
                  text.any(List.of("customers", "invoice_lines", odd)),
                  odd,
                  "--as-of",
                  DAY);
          case 5, 6 ->
              folder.with(
                  "hold",
                  "add",
                  text.any(List.of("subject", "row", "collection", odd)),
                  text.any(List.of("customers:", "cookies:", "invoice_lines:", "")) + odd,
                  "--reason",
                  text.word(),
                  "--owner",
                  "l",
                  "--review-on",
                  "2099-01-01");
          default -> List.of("hold", "release", odd);
        });
  }

  Input environment() {
    Map<String, String> variables = new HashMap<>();
    for (int i = 1 + text.random().nextInt(2); i > 0; i--) {
      if (text.random().nextInt(3) == 0) {
        variables.put("OUBLI_DATABASE_URL", oddUrl());
      } else {
        variables.put(
            text.any(VARIABLES), text.random().nextBoolean() ? folder.oddPath() : text.word());
      }
    }
    List<String> arguments =
        text.any(
            List.of(
                List.of("check", "--as-of", DAY),
                List.of("nightly-purge", "--dry-run", "--as-of", DAY),
                List.of("request", "list"),
                List.of("hold", "list"),
                List.of("verify-ledger"),
                List.of("compliance-report", "--as-of", DAY)));
    return new Input("environment", variables, arguments, List.of(), List.of());
  }

  /** Never blank, which would start a server, and always of this machine. */
  String oddUrl() {
    String odd = text.word().replace("/", "");
    return switch (text.random().nextInt(6)) {
      case 0 -> url + "?" + odd;
      case 1 -> url + odd;
      case 2 -> url.replaceFirst(":\\d+/", ":1/");
      case 3 -> url.replaceFirst(":\\d+/", ":" + odd.length() + "x/");
      case 4 -> "jdbc:postgresql:" + (odd.isBlank() ? "x" : odd);
      default ->
          url
              + "?"
              + text.any(
                  List.of(
                      "sslmode",
                      "options",
                      "loginTimeout",
                      "prepareThreshold",
                      "currentSchema",
                      "defaultRowFetchSize",
                      "readOnly",
                      "targetServerType",
                      "stringtype"))
              + "="
              + odd;
    };
  }

  Input options() {
    List<String> commands = new ArrayList<>(Oubli.commands().keySet());
    commands.removeAll(List.of("benchmark", "demo-data"));
    List<String> arguments = new ArrayList<>();
    String command = text.random().nextInt(20) == 0 ? text.word() : text.any(commands);
    arguments.add(command);
    if (command.equals("request")) {
      arguments.add(
          text.any(
              List.of(
                  "open",
                  "list",
                  "match",
                  "show",
                  "close",
                  "extend",
                  "suspend",
                  "resume",
                  "refuse",
                  "verify-identity",
                  text.word())));
    }
    boolean files =
        text.random().nextInt(3) > 0
            && !List.of(
                    "hold",
                    "request",
                    "object-removals",
                    "suppression",
                    "verify-ledger",
                    "draft-datamap")
                .contains(command);
    for (int i = text.random().nextInt(4); i > 0; i--) {
      List<String> known = known(command);
      String option =
          !known.isEmpty() && text.random().nextInt(5) > 0
              ? text.any(known)
              : text.any(
                  List.of(
                      "--as-of",
                      "--request",
                      "--run",
                      "--rule",
                      "--workers",
                      "--plan",
                      "--log",
                      "--debug",
                      "--csv",
                      "--lang",
                      "--fiscal-year",
                      "--means",
                      "--on",
                      "--outcome",
                      "--reason",
                      "--channel",
                      "--scope",
                      "--sample",
                      "--schema",
                      "--sql",
                      "--dry-run",
                      "--everything",
                      "--page",
                      "--rows",
                      "--lift",
                      "--views",
                      "--review-on",
                      "--told-on",
                      "--notified",
                      "--quality",
                      "--received-on",
                      "--all-verified",
                      "--unencrypted",
                      "@" + folder.oddPath(),
                      "--" + text.word()));
      if (option.equals("--debug")) {
        continue;
      }
      arguments.add(option);
      if (text.random().nextInt(5) > 0) {
        arguments.add(
            text.any(
                List.of(
                    "1", "2", DAY, "2099-01-01", "order-data", "fr", text.word(), text.word())));
      }
    }
    if (files) {
      arguments.addAll(
          List.of("--policy", folder.good("policy.yml"), "--datamap", folder.good("datamap.yml")));
    }
    return input("options", arguments);
  }

  /** The options that a command has, but the one that prints traces. */
  static List<String> known(String command) {
    if (!Oubli.commands().containsKey(command)) {
      return List.of();
    }
    Object one = java.util.Objects.requireNonNull(Oubli.commands().get(command)).get();
    return new picocli.CommandLine(one)
        .getCommandSpec().options().stream()
            .map(option -> option.names()[0])
            .filter(
                name ->
                    !name.equals("--debug")
                        && !name.equals("--policy")
                        && !name.equals("--datamap"))
            .toList();
  }
}
