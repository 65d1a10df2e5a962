package fr.oubli.intake;

import com.opencsv.RFC4180Parser;
import fr.oubli.intake.CellReader.Misfit;
import fr.oubli.intake.CellReader.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Reads the cells of lines, says what is wrong with a line as a whole, and looks whether anybody in
 * it may be on the suppression list. Blocks are processed at the same time.
 */
final class LineProcessor implements ItemProcessor<LineBlock, StagedBlock> {

  private final Layout layout;
  private final List<CellReader> readers;
  private final int event;
  private final LocalDate today;
  private final SuppressedDigests suppressed;

  /**
   * @param readers of the cells, in the order of the mapping
   * @param today no event is on a later day: it would pass for a person's own return
   */
  LineProcessor(
      Layout layout, List<CellReader> readers, LocalDate today, SuppressedDigests suppressed) {
    this.layout = layout;
    this.readers = List.copyOf(readers);
    String named = layout.file().event();
    this.event = named == null ? -1 : layout.file().columns().indexOf(named);
    this.today = today;
    this.suppressed = suppressed;
  }

  @Override
  public StagedBlock process(LineBlock block) {
    CopyText copy = new CopyText();
    RFC4180Parser parser = Layout.parser(layout.mapping());
    CharsetDecoder decoder =
        layout
            .mapping()
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    for (RawLine line : block.lines()) {
      staged(line, parser, decoder, copy);
    }
    return new StagedBlock(copy.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void staged(RawLine line, RFC4180Parser parser, CharsetDecoder decoder, CopyText copy) {
    List<String> faults = new ArrayList<>();
    @Nullable Value[] values = new Value[readers.size()];
    String[] cells = cells(line, parser, decoder, faults);
    if (cells != null) {
      read(cells, values, faults);
    }
    if (!faults.isEmpty()) {
      copy.fault(line.number(), String.join("; ", faults), values.length);
      return;
    }
    Value happened = event < 0 ? null : values[event];
    LocalDate day = happened == null ? null : happened.day();
    copy.number(line.number());
    copy.cell(day == null ? null : day.toString());
    copy.cell(suppressed.of(values, day));
    copy.cell(null);
    copy.cell(null);
    for (Value value : values) {
      copy.cell(value == null ? null : value.text());
    }
    copy.end();
  }

  private String @Nullable [] cells(
      RawLine line, RFC4180Parser parser, CharsetDecoder decoder, List<String> faults) {
    if (line.fault() != null) {
      faults.add(line.fault());
      return null;
    }
    try {
      String text = decoder.decode(ByteBuffer.wrap(line.bytes())).toString();
      String[] cells = parser.parseLine(text);
      if (cells.length == layout.width()) {
        return cells;
      }
      faults.add("has %d cells, and the first line %d".formatted(cells.length, layout.width()));
    } catch (CharacterCodingException e) {
      faults.add("is not in " + layout.mapping().charset().name());
    } catch (IOException e) {
      faults.add("is no line of a CSV");
    }
    return null;
  }

  private void read(String[] cells, @Nullable Value[] values, List<String> faults) {
    for (int i = 0; i < values.length; i++) {
      try {
        Value value = readers.get(i).read(cells[layout.places().get(i)]);
        values[i] = value;
        LocalDate day = value == null ? null : value.day();
        if (i == event && day != null && day.isAfter(today)) {
          throw new Misfit("is on a day to come");
        }
      } catch (Misfit e) {
        faults.add("'" + layout.file().cells().get(i).name() + "' " + e.getMessage());
      }
    }
  }
}
