package fr.oubli.model.datamap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the map says of how dates are written, and what it cannot say. */
class DateFormReaderTest {

  @TempDir private Path folder;

  private DataMap read(String dataset, String collection, String field) throws IOException {
    Path file = folder.resolve("map.yml");
    Files.writeString(
        file,
        """
        dataset:
          - fides_key: shop
            fides_meta: { %s }
            collections:
              - name: orders
                fides_meta: { %s }
                fields:
                  - { name: at, fides_meta: { %s } }
                  - { name: id }
        """
            .formatted(dataset, collection, field));
    return DataMapFile.read(file);
  }

  @ParameterizedTest
  @CsvSource({
    "length: 1, length: 1, length: 1, ",
    "written-in: UTC, redact: name, length: 1, UTC",
    "written-in: UTC, written-in: Europe/Paris, length: 1, Europe/Paris",
    "written-in: UTC, written-in: Europe/Paris, written-in: Asia/Tokyo, Asia/Tokyo",
    "redact: name, redact: name, written-in: Asia/Tokyo, Asia/Tokyo"
  })
  void theNearestZoneCounts(String dataset, String collection, String field, String zone)
      throws IOException {
    Collection orders =
        read(
                dataset.replace("length: 1", "redact: name"),
                collection.replace("length: 1", "redact: name"),
                field)
            .required("orders");

    DateForm form = orders.dates().of(orders.field("at").orElseThrow());

    assertThat(form.zone()).isEqualTo(zone == null ? null : ZoneId.of(zone));
    assertThat(form.makesDate()).isFalse();
  }

  @Test
  void aFieldSaysItsEpochItsFormatOrWhatItCountsFrom() throws IOException {
    assertThat(form("epoch: milliseconds").epoch()).isEqualTo(EpochUnit.MILLISECONDS);
    assertThat(Objects.requireNonNull(form("format: dd/MM/yyyy").format()).positions())
        .containsEntry("dd", 1)
        .containsEntry("MM", 4)
        .containsEntry("yyyy", 7);
    Lasting lasting = Objects.requireNonNull(form("counts-from: id, unit: days").lasting());
    assertThat(lasting.from()).isEqualTo("id");
    assertThat(lasting.inDays()).isTrue();
    assertThat(Objects.requireNonNull(form("counts-from: id").lasting()).unit()).isNull();
  }

  private DateForm form(String said) throws IOException {
    Collection orders = read("redact: name", "redact: name", said).required("orders");
    return orders.dates().of(orders.field("at").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "written-in: Paris | unknown time zone 'Paris'; write UTC, or a region such as Europe/Paris",
        "written-in: +01:00 | unknown time zone '+01:00'; write UTC, or a region such as Europe/Paris",
        "written-in: Europe/Pari | unknown time zone 'Europe/Pari'; did you mean 'Europe/Paris'?",
        "epoch: second | unknown unit 'second' of an epoch; did you mean 'seconds'?",
        "epoch: days | unknown unit 'days' of an epoch; write one of seconds, milliseconds, microseconds",
        "format: yy-MM-dd | 'yy-MM-dd' is no format of a date; write iso, or the letters yyyy, MM, dd, HH, mm, ss, SSS and XXX with - / . : , T or spaces between, such as dd/MM/yyyy",
        "epoch: seconds, format: iso | a date is told by epoch and format; keep one",
        "epoch: seconds, written-in: UTC | 'written-in' stands beside epoch, which needs no zone; take it out",
        "format: yyyy-MM-dd, written-in: UTC | 'written-in' stands beside the format 'yyyy-MM-dd', which needs no zone; take it out",
        "counts-from: id, unit: weeks | unknown unit 'weeks'; write one of milliseconds, seconds, minutes, hours, days",
        "unit: days | 'unit' says nothing without 'counts-from'; write counts-from: the field that the time counts from"
      })
  void whatCannotBeReadIsOneLineWithItsMend(String said, String line) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> read("redact: name", "redact: name", said));

    assertThat(refusal.lines()).containsExactly(folder.resolve("map.yml") + ":8: " + line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy",
        "yyyy-MM",
        "yyyy-MM-dd mm",
        "yyyy-MM-dd HH:ss",
        "yyyy-MM-dd yyyy",
        "yyyy-MM-dd XXX",
        "yyyy-MM-ddTHH:mmXXX:ss",
        "yyyy-MM-dd HH:mm.SSS",
        "d/M/yyyy",
        "yyyy-MM-dd a",
        "yyyy?MM?dd",
        "yyyy'MM'dd",
        "",
        "EEE dd/MM/yyyy",
        "yyyy-MM-dd hh:mm"
      })
  void aPatternThatIsNotReadForSureIsNone(String pattern) {
    assertThat(DateFormat.of(pattern)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-MM-dd",
        "yyyyMMdd",
        "dd.MM.yyyy",
        "MM/dd/yyyy",
        "yyyyMMddHHmmss",
        "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
        "dd/MM/yyyy HH:mm",
        "yyyy-MM-dd HH",
        "HH:mm dd/MM/yyyy",
        "yyyy-MM-dd HH:mm:ss.SSSSSS",
        "iso"
      })
  void aPatternOfFixedWidthIsRead(String pattern) {
    assertThat(DateFormat.of(pattern)).isPresent();
  }
}
