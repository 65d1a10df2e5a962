package fr.oubli;

import fr.oubli.accounting.InvoiceDecisionsCommand;
import fr.oubli.accounting.InvoiceReportCommand;
import fr.oubli.platform.console.CommandLines;
import fr.oubli.platform.console.Ending;
import fr.oubli.purge.ExplainCommand;
import fr.oubli.purge.NightlyPurgeCommand;
import fr.oubli.registers.hold.HoldCommand;
import fr.oubli.reports.CompliancePage;
import fr.oubli.reports.ComplianceReportCommand;
import fr.oubli.reports.DestructionRecordCommand;
import fr.oubli.reports.ProcessingRegisterCommand;
import fr.oubli.reports.RequestReportCommand;
import fr.oubli.reports.VerifyLedgerCommand;
import fr.oubli.rights.access.SubjectExportCommand;
import fr.oubli.rights.erasure.PendingErasures;
import fr.oubli.rights.erasure.SubjectEraseCommand;
import fr.oubli.rights.objection.SubjectObjectCommand;
import fr.oubli.rights.rectification.SubjectRectifyCommand;
import fr.oubli.rights.reply.ReplyCommand;
import fr.oubli.rights.request.command.RequestCommand;
import fr.oubli.rights.restriction.SubjectRestrictCommand;
import fr.oubli.rights.suppression.SuppressionCommand;
import fr.oubli.setup.benchmark.BenchmarkCommand;
import fr.oubli.setup.check.CheckCommand;
import fr.oubli.setup.demo.DemoDataCommand;
import fr.oubli.setup.demo.DemoFirstRun;
import fr.oubli.setup.draft.DraftDatamapCommand;
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
