package fr.oubli.evidence.journal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What a journal says of itself in the clear, authenticated with every block of it.
 *
 * @param database whose it is
 * @param sequence of the last seal that the database had
 * @param change how often a register had been changed by then
 */
public record JournalHeader(String database, long sequence, long change) {

  private static final String FORM = "oubli-journal 1";

  void writeTo(DataOutputStream out) throws IOException {
    out.writeUTF(text());
  }

  /**
   * @throws IOException when it is no journal, or one of a later form
   */
  static JournalHeader read(DataInputStream in) throws IOException {
    List<String> parts = Arrays.asList(in.readUTF().split("\n", -1));
    if (parts.size() != 4 || !parts.get(0).equals(FORM)) {
      throw new IOException("it is no journal of this version");
    }
    try {
      return new JournalHeader(
          parts.get(1), Long.parseLong(parts.get(2)), Long.parseLong(parts.get(3)));
    } catch (NumberFormatException e) {
      throw new IOException("its beginning cannot be read", e);
    }
  }

  String text() {
    return String.join("\n", FORM, database, Long.toString(sequence), Long.toString(change));
  }
}
