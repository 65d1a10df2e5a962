package fr.oubli.rights.transfer;

import fr.oubli.model.policy.Policy;
import fr.oubli.platform.console.TextTable;
import fr.oubli.rights.transfer.TransferAnswers.Shown;
import fr.oubli.rights.transfer.TransferAnswers.ShownExport;
import fr.oubli.rights.transfer.TransferAnswers.ShownNotice;
import fr.oubli.rights.transfer.TransferAnswers.Summary;
import fr.oubli.rights.transfer.TransferRegister.Announced;
import fr.oubli.rights.transfer.TransferRegister.Notice;
import fr.oubli.rights.transfer.TransferRegister.Told;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is told of a transfer on the terminal. It names nobody but the buyer. */
record TransferLines(Policy policy) {

  List<String> of(TransferNotice.Outcome outcome, Path folder) {
    List<String> lines = new ArrayList<>();
    Announced transfer = outcome.transfer();
    Notice notice = outcome.notice();
    String whole =
        "transfer %d, to %s on %s".formatted(transfer.id(), transfer.buyer(), transfer.onDay());
    if (notice == null) {
      lines.add(whole + ": nobody is new since the last notice, and nothing was written");
    } else {
      lines.add(
          "%s: notice %d of %s%s"
              .formatted(
                  whole,
                  notice.number(),
                  notice.toldOn(),
                  outcome.again() ? ", its files are written again" : ""));
      Told told = notice.told();
      lines.add("told by e-mail: %s; by post: %d".formatted(people(told.byEmail()), told.byPost()));
    }
    lines.addAll(notTold(outcome.now()));
    if (!outcome.nobodys().isEmpty()) {
      lines.add(
          "rows that nothing ties to anybody, which do not go: "
              + new TreeMap<>(outcome.nobodys())
                  .entrySet().stream()
                      .map(each -> each.getKey() + " " + each.getValue())
                      .collect(Collectors.joining(", ")));
    }
    outcome.files().forEach(file -> lines.add("wrote " + folder.resolve(file.path())));
    lines.add(
        "now: %sthe data may go on %s at the earliest: jobs/transfer-export %d --out FOLDER"
            .formatted(notice == null ? "" : "send them today; ", outcome.mayGo(), transfer.id()));
    return lines;
  }

  private static List<String> notTold(Told now) {
    List<String> lines = new ArrayList<>();
    if (now.notReached() > 0) {
      lines.add(
          "not reached: %s with no address that the policy names, who %s not told; what is theirs does not go"
              .formatted(people(now.notReached()), now.notReached() == 1 ? "is" : "are"));
    }
    if (now.erased() > 0) {
      lines.add(
          "not written to, and what is left of theirs does not go: %s erased"
              .formatted(people(now.erased())));
    }
    if (now.objected() > 0) {
      lines.add(
          "objected to transfers: %s, whose data do not go".formatted(people(now.objected())));
    }
    return lines;
  }

  private static String people(long number) {
    return number == 1 ? "1 person" : number + " people";
  }

  static String table(List<Summary> all) {
    TextTable table =
        new TextTable(
            "transfer",
            "to",
            "on",
            "last told on",
            "by e-mail",
            "by post",
            "not reached",
            "objections",
            "exports");
    all.forEach(
        one ->
            table.row(
                one.transfer(),
                one.to(),
                one.on(),
                one.toldOn(),
                one.people().byEmail(),
                one.people().byPost(),
                one.people().notReached(),
                objections(one),
                one.exports()));
    return table.toString();
  }

  private static String objections(Summary one) {
    int waiting = one.objections().waiting().size();
    return one.objections().received() + (waiting == 0 ? "" : " (%d wait)".formatted(waiting));
  }

  static List<String> of(Shown shown) {
    List<String> lines = new ArrayList<>();
    Summary one = shown.transfer();
    lines.add("transfer %d, to %s on %s".formatted(one.transfer(), one.to(), one.on()));
    for (ShownNotice notice : shown.notices()) {
      Told told = notice.people();
      lines.add(
          "notice %d of %s, by %s: by e-mail %d, by post %d, not reached %d, erased %d, objected before %d"
              .formatted(
                  notice.notice(),
                  notice.toldOn(),
                  notice.operator(),
                  told.byEmail(),
                  told.byPost(),
                  told.notReached(),
                  told.erased(),
                  told.objected()));
      notice.files().forEach(file -> lines.add("  " + file.sha256() + "  " + file.path()));
    }
    lines.add("objections to transfers: " + objections(one));
    for (ShownExport export : shown.exports()) {
      lines.add(
          "went on %s, by %s: %s (SHA256SUMS %s)"
              .formatted(
                  export.asOf(),
                  export.operator(),
                  TransferRegister.sums(export.counts()),
                  export.sha256()));
    }
    return lines;
  }
}
