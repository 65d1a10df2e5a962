package fr.oubli;

import fr.oubli.accounting.InvoiceDecisionsCommand;
import fr.oubli.accounting.InvoiceReportCommand;
import fr.oubli.intake.EndedFeeds;
import fr.oubli.intake.FeedCommand;
import fr.oubli.platform.console.CommandLines;
import fr.oubli.platform.console.CompletionCommand;
import fr.oubli.platform.console.Ending;
import fr.oubli.purge.ExplainCommand;
import fr.oubli.purge.NightlyPurgeCommand;
import fr.oubli.purge.SealKeyCommand;
import fr.oubli.purge.pseudonym.PseudonymKeyCommand;
import fr.oubli.registers.hold.HoldCommand;
import fr.oubli.registers.recording.ObjectRemovalsCommand;
import fr.oubli.reports.CalendarCommand;
import fr.oubli.reports.CompliancePage;
import fr.oubli.reports.ComplianceReportCommand;
import fr.oubli.reports.DestructionRecordCommand;
import fr.oubli.reports.PrivacyNoticeCommand;
import fr.oubli.reports.ProcessingRegisterCommand;
import fr.oubli.reports.RequestReportCommand;
import fr.oubli.reports.VerifyLedgerCommand;
import fr.oubli.rights.access.SubjectExportCommand;
import fr.oubli.rights.ending.EndedRequests;
import fr.oubli.rights.erasure.PendingErasures;
import fr.oubli.rights.erasure.SubjectEraseCommand;
import fr.oubli.rights.inactivity.EndedNotices;
import fr.oubli.rights.inactivity.InactivityNoticeCommand;
import fr.oubli.rights.objection.SubjectObjectCommand;
import fr.oubli.rights.rectification.SubjectRectifyCommand;
import fr.oubli.rights.reply.ReplyCommand;
import fr.oubli.rights.request.command.RequestCommand;
import fr.oubli.rights.restriction.SubjectRestrictCommand;
import fr.oubli.rights.suppression.EndedSuppressions;
import fr.oubli.rights.suppression.SuppressedPeople;
import fr.oubli.rights.suppression.SuppressionCommand;
import fr.oubli.rights.transfer.EndedTransfers;
import fr.oubli.rights.transfer.TransferExportCommand;
import fr.oubli.rights.transfer.TransferNoticeCommand;
import fr.oubli.rights.version.PolicyVersionCommand;
import fr.oubli.setup.benchmark.BenchmarkCommand;
import fr.oubli.setup.check.CheckCommand;
import fr.oubli.setup.demo.DemoDataCommand;
import fr.oubli.setup.demo.DemoFirstRun;
import fr.oubli.setup.draft.DraftDatamapCommand;
import fr.oubli.setup.restore.EndedReplays;
import fr.oubli.setup.restore.ReplayCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts the command line. */
@Command(
    name = "oubli",
    description = "Makes a privacy policy run.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Oubli {

  static final String COMPLETION = "completion";

  private Oubli() {}

  public static void main(String[] arguments) {
    Ending.with(CommandLines.run(line(arguments), arguments));
  }

  /** The command line that understands these arguments. */
  static CommandLine line(String... arguments) {
    Map<String, Supplier<Object>> all = commands();
    CommandLine line = new CommandLine(new Oubli());
    // To read the options of one command takes a fiftieth of a second: only the one asked for does.
    Supplier<Object> asked = arguments.length == 0 ? null : all.get(arguments[0]);
    if (asked == null || arguments[0].equals(COMPLETION)) {
      all.forEach((name, command) -> line.addSubcommand(name, command.get()));
    } else {
      line.addSubcommand(arguments[0], asked.get());
    }
    return line;
  }

  /** Every command by its name, in the order of the help. */
  static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put(
        "nightly-purge",
        () ->
            new NightlyPurgeCommand(
                new DemoFirstRun(),
                new PendingErasures()
                    .then(
                        new EndedRequests(),
                        new EndedFeeds(),
                        new EndedNotices(),
                        new EndedSuppressions(),
                        new EndedTransfers(),
                        new EndedReplays()),
                new CompliancePage()));
    all.put("explain", ExplainCommand::new);
    all.put("hold", HoldCommand::new);
    all.put("object-removals", ObjectRemovalsCommand::new);
    all.put("request", RequestCommand::new);
    all.put("subject-export", SubjectExportCommand::new);
    all.put("subject-erase", SubjectEraseCommand::new);
    all.put("subject-rectify", SubjectRectifyCommand::new);
    all.put("subject-object", SubjectObjectCommand::new);
    all.put("subject-restrict", SubjectRestrictCommand::new);
    all.put("reply", ReplyCommand::new);
    all.put("inactivity-notice", InactivityNoticeCommand::new);
    all.put("suppression", SuppressionCommand::new);
    all.put("transfer-notice", TransferNoticeCommand::new);
    all.put("transfer-export", TransferExportCommand::new);
    all.put("policy-version", PolicyVersionCommand::new);
    all.put("feed", () -> new FeedCommand(new SuppressedPeople()));
    all.put("pseudonym-key", PseudonymKeyCommand::new);
    all.put("seal-key", SealKeyCommand::new);
    all.put("compliance-report", ComplianceReportCommand::new);
    all.put("destruction-record", DestructionRecordCommand::new);
    all.put("processing-register", ProcessingRegisterCommand::new);
    all.put("privacy-notice", PrivacyNoticeCommand::new);
    all.put("request-report", RequestReportCommand::new);
    all.put("calendar", CalendarCommand::new);
    all.put("invoice-report", InvoiceReportCommand::new);
    all.put("invoice-decisions", InvoiceDecisionsCommand::new);
    all.put("verify-ledger", VerifyLedgerCommand::new);
    all.put("replay", () -> new ReplayCommand(new CompliancePage()));
    all.put("demo-data", DemoDataCommand::new);
    all.put("draft-datamap", () -> new DraftDatamapCommand(new DemoFirstRun()));
    all.put("check", () -> new CheckCommand(new DemoFirstRun()));
    all.put("benchmark", BenchmarkCommand::new);
    all.put(COMPLETION, CompletionCommand::new);
    return all;
  }
}
