package fr.oubli.rights.request.intake;

import com.opencsv.bean.CsvBindAndJoinByName;
import com.opencsv.bean.CsvBindByName;
import java.util.List;
import java.util.Objects;
import org.apache.commons.collections4.MultiValuedMap;
import org.jspecify.annotations.Nullable;

/**
 * A line of a file of letters, as it stands there. Columns of who asks may stand several times in
 * the first line, for several addresses or fields.
 */
public final class LetterLine {

  /** The names that the first line may have, in the order of the help. */
  static final List<String> COLUMNS =
      List.of(
          "right",
          "received-on",
          "channel",
          "quality",
          "scope",
          "email",
          "phone",
          "name",
          "field",
          "note");

  static final List<String> NEEDED = List.of("right", "received-on");

  @CsvBindByName(column = "right")
  private @Nullable String right;

  @CsvBindByName(column = "received-on")
  private @Nullable String receivedOn;

  @CsvBindByName(column = "channel")
  private @Nullable String channel;

  @CsvBindByName(column = "quality")
  private @Nullable String quality;

  @CsvBindByName(column = "scope")
  private @Nullable String scope;

  @CsvBindByName(column = "note")
  private @Nullable String note;

  @CsvBindAndJoinByName(column = "email", elementType = String.class)
  private @Nullable MultiValuedMap<String, String> emails;

  @CsvBindAndJoinByName(column = "phone", elementType = String.class)
  private @Nullable MultiValuedMap<String, String> phones;

  @CsvBindAndJoinByName(column = "name", elementType = String.class)
  private @Nullable MultiValuedMap<String, String> names;

  @CsvBindAndJoinByName(column = "field", elementType = String.class)
  private @Nullable MultiValuedMap<String, String> fields;

  String right() {
    return said(right);
  }

  String receivedOn() {
    return said(receivedOn);
  }

  String channel() {
    return said(channel);
  }

  String quality() {
    return said(quality);
  }

  String scope() {
    return said(scope);
  }

  String note() {
    return said(note);
  }

  List<String> emails() {
    return all(emails);
  }

  List<String> phones() {
    return all(phones);
  }

  List<String> names() {
    return all(names);
  }

  List<String> fields() {
    return all(fields);
  }

  private static String said(@Nullable String cell) {
    return cell == null ? "" : cell.strip();
  }

  private static List<String> all(@Nullable MultiValuedMap<String, String> cells) {
    return cells == null
        ? List.of()
        : cells.values().stream().filter(Objects::nonNull).filter(cell -> !cell.isBlank()).toList();
  }
}
