package fr.oubli;

import fr.oubli.accounting.InvoiceDecisionsCommand;
import fr.oubli.accounting.InvoiceReportCommand;
import fr.oubli.benchmark.BenchmarkCommand;
import fr.oubli.bundle.SubjectExportCommand;
import fr.oubli.check.CheckCommand;
import fr.oubli.compliance.CompliancePage;
import fr.oubli.compliance.ComplianceReportCommand;
import fr.oubli.compliance.DestructionRecordCommand;
import fr.oubli.compliance.ProcessingRegisterCommand;
import fr.oubli.compliance.RequestReportCommand;
import fr.oubli.compliance.VerifyLedgerCommand;
import fr.oubli.demo.DemoDataCommand;
import fr.oubli.demo.DemoFirstRun;
import fr.oubli.draft.DraftDatamapCommand;
import fr.oubli.erasure.PendingErasures;
import fr.oubli.erasure.SubjectEraseCommand;
import fr.oubli.hold.HoldCommand;
import fr.oubli.objection.SubjectObjectCommand;
import fr.oubli.rectification.SubjectRectifyCommand;
import fr.oubli.reply.ReplyCommand;
import fr.oubli.request.RequestCommand;
import fr.oubli.restriction.SubjectRestrictCommand;
import fr.oubli.retention.ExplainCommand;
import fr.oubli.retention.NightlyPurgeCommand;
import fr.oubli.run.CommandLines;
import fr.oubli.run.Ending;
import fr.oubli.suppression.SuppressionCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts the command line. */
@Command(
    name = "oubli",
    description = "Makes a privacy policy run.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class Oubli {

  private Oubli() {}

  public static void main(String[] arguments) {
    CommandLine line =
        new CommandLine(new Oubli())
            .addSubcommand(
                new NightlyPurgeCommand(
                    new DemoFirstRun(), new PendingErasures(), new CompliancePage()))
            .addSubcommand(new ExplainCommand())
            .addSubcommand(new HoldCommand())
            .addSubcommand(new RequestCommand())
            .addSubcommand(new SubjectExportCommand())
            .addSubcommand(new SubjectEraseCommand())
            .addSubcommand(new SubjectRectifyCommand())
            .addSubcommand(new SubjectObjectCommand())
            .addSubcommand(new SubjectRestrictCommand())
            .addSubcommand(new ReplyCommand())
            .addSubcommand(new SuppressionCommand())
            .addSubcommand(new ComplianceReportCommand())
            .addSubcommand(new DestructionRecordCommand())
            .addSubcommand(new ProcessingRegisterCommand())
            .addSubcommand(new RequestReportCommand())
            .addSubcommand(new InvoiceReportCommand())
            .addSubcommand(new InvoiceDecisionsCommand())
            .addSubcommand(new VerifyLedgerCommand())
            .addSubcommand(new DemoDataCommand())
            .addSubcommand(new DraftDatamapCommand(new DemoFirstRun()))
            .addSubcommand(new CheckCommand(new DemoFirstRun()))
            .addSubcommand(new BenchmarkCommand());
    Ending.with(CommandLines.run(line, arguments));
  }
}
