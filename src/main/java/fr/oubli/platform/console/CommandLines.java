package fr.oubli.platform.console;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** Runs a command, and turns whatever happens into lines for people and an exit code. */
public final class CommandLines {

  private static final Logger LOG = LoggerFactory.getLogger(Logs.EVENTS);

  private final CommonOptions none = new CommonOptions();

  private CommandLines() {}

  /**
   * @param command a picocli command whose value is its exit code
   */
  public static int run(Object command, String[] arguments) {
    return run(new CommandLine(command), arguments);
  }

  /** Runs a command that was put together with its subcommands. */
  public static int run(CommandLine command, String[] arguments) {
    CommandLines ending = new CommandLines();
    Versions.giveTo(command);
    if (HelpPages.areAskedFor(arguments)) {
      HelpPages.complete(command);
    }
    return command
        // What begins with @ is an argument like any other, and names no file of arguments.
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(ending::execute)
        .registerConverter(LocalDate.class, CommandLines::day)
        .registerConverter(LocalTime.class, CommandLines::time)
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> ending.failed(failure, line.getErr(), parsed))
        .setParameterExceptionHandler(ending::misused)
        .execute(arguments);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is no day; write it as 2026-11-23");
    }
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is no time of day; write it as 05:30");
    }
  }

  private int execute(ParseResult parsed) {
    Logs.setUp(options(parsed).log());
    List<CommandLine> lines = parsed.asCommandLineList();
    // Pages of help are our own words, in colours where the terminal has them.
    if (lines.stream().noneMatch(CommandLine::isUsageHelpRequested)) {
      lines.forEach(PlainWriter::giveTo);
      JsonAnswer.of(parsed).begin(parsed);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static CommonOptions options(ParseResult parsed) {
    return parsed.asCommandLineList().stream()
        .flatMap(line -> line.getMixins().values().stream())
        .filter(CommonOptions.class::isInstance)
        .map(CommonOptions.class::cast)
        .reduce(new CommonOptions(), (outer, inner) -> inner);
  }

  private int misused(ParameterException fault, String[] arguments) {
    CommandLine line = fault.getCommandLine();
    Refusal refusal = fault.getCause() instanceof Refusal refused ? refused : null;
    String name = line.getCommandSpec().qualifiedName();
    List<String> lines =
        refusal == null
            ? List.of(fault.getMessage() + "; see " + name + " --help")
            : refusal.lines();
    ExitCode code = refusal == null ? ExitCode.INVALID : refusal.code();
    tell(lines, code, line.getErr(), none);
    JsonAnswer.misused(line, arguments, code, lines);
    return code.code();
  }

  private int failed(Exception failure, PrintWriter err, ParseResult parsed) {
    CommonOptions options = options(parsed);
    JsonAnswer json = JsonAnswer.of(parsed);
    Refusal refusal = Refusal.in(failure);
    if (refusal != null) {
      tell(refusal.lines(), refusal.code(), err, options);
      json.failed(refusal.code(), refusal.lines());
      return refusal.code().code();
    }
    String trace = Failures.trace(failure);
    String file = Failures.fileLine(failure);
    String line = file == null ? "oubli failed: " + Failures.line(failure) : file;
    tell(List.of(line), ExitCode.FAILED, err, options);
    json.failed(ExitCode.FAILED, List.of(line));
    if (options.debug()) {
      err.print(trace);
      err.flush();
    }
    keep(trace);
    return ExitCode.FAILED.code();
  }

  private static void tell(
      List<String> lines, ExitCode code, PrintWriter err, CommonOptions options) {
    if (options.log() == LogFormat.JSON) {
      lines.forEach(line -> LOG.atError().setMessage(line).addKeyValue("exit", code.code()).log());
      return;
    }
    lines.forEach(line -> err.println(PlainText.line(line)));
    err.flush();
  }

  private static void keep(String trace) {
    Path log = Places.of(Variables.all()).log();
    try {
      Files.createDirectories(log.getParent());
      Files.writeString(
          log, Instant.now() + " " + trace, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The failure itself was told; that its trace could not be kept changes nothing.
      return;
    }
  }
}
