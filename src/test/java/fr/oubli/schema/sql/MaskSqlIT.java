package fr.oubli.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Disclosure;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.MaskSample;
import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.testing.Shop;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every mask promises, tried on every type that it takes, in a column and inside JSON. */
@TestInstance(Lifecycle.PER_CLASS)
class MaskSqlIT {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Place PLACE = new Place("policy.yml", 1);

  /** Two rows of one value, one of another, and one without. */
  private static final String ROWS =
      """
      insert into %3$s (id, part, value)
      select id, 'p' || id, (case when '%1$s' ~ 'date|time' then one_date when '%1$s' ~ 'int|num'
        then one_number when '%1$s' = 'uuid' then one_uuid else one_text end)::%1$s
      from (values (1, '2021-05-17 22:30:00', '1234', 'Béatrice O''Neill', '%2$s1'),
        (2, '2021-05-17 22:30:00', '1234', 'Béatrice O''Neill', '%2$s1'),
        (3, '1999-12-31 23:59:59', '7', 'x', '%2$s2'), (4, null, null, null, null))
        as given (id, one_date, one_number, one_text, one_uuid)""";

  private static final int VALUES = 3;
  private static final String UUID = "00000000-0000-0000-0000-00000000000";

  private final Shop shop = Shop.fresh();
  private final Map<String, Table> tables = new HashMap<>();
  private Table table = tables.computeIfAbsent("text", this::create);

  @AfterAll
  void close() {
    shop.close();
  }

  static Stream<Arguments> samplesByType() {
    return MaskSample.all()
        .flatMap(sample -> sample.takes().stream().map(type -> Arguments.of(sample, type)));
  }

  static Stream<MaskSample> samples() {
    return MaskSample.all();
  }

  @ParameterizedTest
  @MethodSource("samplesByType")
  void aMaskedValueIsKnownAndNotMaskedAgain(MaskSample sample, String type) {
    fill(type);
    MaskedField column = column(sample.mask());

    if (sample.mask().effect() != MaskEffect.PRESERVES) {
      assertThat(unmasked(column)).isPositive();
    }
    write("value", column, "t.value");
    assertThat(unmasked(column)).isZero();
    List<String> once = values("value::text");
    write("value", column, "t.value");
    assertThat(values("value::text")).isEqualTo(once);
  }

  @ParameterizedTest
  @MethodSource("samplesByType")
  void aMaskedValueInsideJsonIsKnownAndNotMaskedAgain(MaskSample sample, String type) {
    fill(type);
    MaskedField inside = inside(sample.mask());

    write("more", inside, "t.more");
    assertThat(unmasked(inside)).isZero();
    List<String> once = values("more::text");
    write("more", inside, "t.more");
    assertThat(values("more::text")).isEqualTo(once);
  }

  /** A date in JSON is text, which no mask of dates is let near. */
  @ParameterizedTest
  @MethodSource("samplesByType")
  void insideJsonAMaskDoesAsInAColumn(MaskSample sample, String type) {
    fill(type);
    Mask mask = sample.mask();
    MaskedField column = column(mask);
    String found =
        "(t.more #>> '{deep,a}')" + (type.equals("integer") ? "::numeric::" : "::") + type;

    write("more", inside(mask), "t.more");
    assertThat(values("more -> 'rest'")).containsOnly("1");
    if (mask.misfitInJson().isPresent()) {
      assertThat(values(found)).containsOnly((String) null);
      return;
    }
    if (!drawn(column)) {
      assertThat(values(found + "::text").subList(0, VALUES))
          .isEqualTo(values(expression(column, "t.value") + "::text").subList(0, VALUES));
    }
    execute("update " + SqlName.of(table) + " t set value = " + found);
    assertThat(unmasked(column)).isZero();
  }

  @ParameterizedTest
  @MethodSource("samplesByType")
  void aMaskLeavesInRowsWhatItSays(MaskSample sample, String type) {
    fill(type);
    List<String> before = values("value::text");
    write("value", column(sample.mask()), "t.value");
    List<String> after = values("value::text");

    switch (sample.mask().effect()) {
      case EMPTIES -> assertThat(after).containsOnly((String) null);
      case DISTINGUISHES ->
          assertThat(after.subList(0, VALUES)).doesNotContainNull().doesNotHaveDuplicates();
      case SHARES, COARSENS ->
          assertThat(after.get(0)).isNotNull().isEqualTo(after.get(1)).isNotEqualTo(before.get(0));
      case PRESERVES -> assertThat(after).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aMaskTakesTheTypesThatItIsFor(MaskSample sample) {
    for (String type : MaskSample.TYPES) {
      fill(type);
      MaskedColumn column = new MaskedColumn(table, table.column("value"));
      assertThat(sample.mask().misfit("masked.value", column).isEmpty())
          .as("takes %s", type)
          .isEqualTo(sample.takes().contains(type));
    }
  }

  private void fill(String type) {
    table = tables.computeIfAbsent(type, this::create);
    execute("truncate " + SqlName.of(table));
    execute(ROWS.formatted(type, UUID, SqlName.of(table)));
    execute(
        "update %s set more = jsonb_build_object('rest', 1, 'deep', jsonb_build_object('a', value))"
            .formatted(SqlName.of(table)));
  }

  private Table create(String type) {
    String schema = "of_" + type.replaceAll("\\W", "_");
    execute(
        "create schema %1$s create table masked (id int, part varchar(8), value %2$s, more jsonb, primary key (id, part))"
            .formatted(schema, type));
    return Catalog.of(shop.dataSource(), List.of(schema)).tables().get(0);
  }

  private MaskedField column(Mask mask) {
    return field(mask, "value");
  }

  private MaskedField inside(Mask mask) {
    return field(mask, "more", "deep", "a");
  }

  private MaskedField field(Mask mask, String... path) {
    Field field =
        new Field(
            List.of(path), List.of("user.name"), false, null, List.of(), Disclosure.NONE, PLACE);
    return new MaskedField(field, table.column(path[0]), mask, PLACE);
  }

  private String expression(MaskedField field, String value) {
    return MaskSql.expression(field, value, table, "t", ZONE);
  }

  /** Whether each statement writes something else. */
  private boolean drawn(MaskedField field) {
    String masked = expression(field, "t.value");
    return !values(masked).equals(values(masked));
  }

  private void write(String column, MaskedField field, String value) {
    execute("update " + SqlName.of(table) + " t set " + column + " = " + expression(field, value));
  }

  private long unmasked(MaskedField field) {
    return values(MaskSql.isMasked(field, table, "t", ZONE)).stream()
        .filter(masked -> !masked.equals("t"))
        .count();
  }

  private List<String> values(String expression) {
    return shop.jdbc()
        .queryForList(
            "select %s from %s t order by id".formatted(expression, SqlName.of(table)),
            String.class);
  }

  private void execute(String statement) {
    shop.jdbc().execute(statement);
  }
}
