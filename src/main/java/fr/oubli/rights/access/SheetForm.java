package fr.oubli.rights.access;

import fr.oubli.platform.output.CsvDialect;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.request.Right;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For whom the CSV files of a bundle are. */
enum SheetForm {
  /** For the person, who opens them in a spreadsheet in French. */
  PERSON(CsvDialect.FRENCH),
  /** For another controller's program (GDPR art. 20): every value is as it was stored. */
  PROGRAM(CsvDialect.VERBATIM);

  private final CsvDialect dialect;

  SheetForm(CsvDialect dialect) {
    this.dialect = dialect;
  }

  static SheetForm of(Right right) {
    return right == Right.PORTABILITY ? PROGRAM : PERSON;
  }

  CsvDialect dialect() {
    return dialect;
  }

  /** What stands above the columns. */
  List<String> headings(BundleSection section) {
    return this == PROGRAM ? section.headings() : Typography.headings(section.headings());
  }

  /** The cells of a row for their stored texts. */
  List<? extends @Nullable Object> cells(BundleSection section, List<@Nullable String> stored) {
    if (this == PROGRAM) {
      return stored;
    }
    List<@Nullable Object> cells = new ArrayList<>(stored.size());
    for (int i = 0; i < stored.size(); i++) {
      cells.add(section.columns().get(i).words().cell(stored.get(i)));
    }
    return cells;
  }
}
