package fr.oubli.platform.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/** What commands print goes through here, so that nothing in it is obeyed by a terminal. */
final class PlainWriter extends FilterWriter {

  private PlainWriter(Writer out) {
    super(out);
  }

  static void giveTo(CommandLine line) {
    line.setOut(over(line.getOut()));
    line.setErr(over(line.getErr()));
  }

  /** A parent command gives its own to its subcommands: it is put over it once. */
  private static PrintWriter over(PrintWriter out) {
    return out instanceof Plain ? out : new Plain(out);
  }

  /** Each line is flushed. */
  private static final class Plain extends PrintWriter {

    Plain(PrintWriter out) {
      super(new PlainWriter(out), true);
    }
  }

  @Override
  public void write(int character) throws IOException {
    out.write(PlainText.print(Character.toString((char) character)));
  }

  @Override
  public void write(char[] characters, int from, int count) throws IOException {
    out.write(PlainText.print(new String(characters, from, count)));
  }

  @Override
  public void write(String text, int from, int count) throws IOException {
    out.write(PlainText.print(text.substring(from, from + count)));
  }
}
