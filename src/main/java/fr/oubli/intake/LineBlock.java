package fr.oubli.intake;

import java.util.List;

/** Lines that are read and staged together. */
record LineBlock(List<RawLine> lines) {

  LineBlock {
    lines = List.copyOf(lines);
  }
}
