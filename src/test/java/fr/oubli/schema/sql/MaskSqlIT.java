package fr.oubli.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Disclosure;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.MaskSample;
import fr.oubli.model.policy.mask.KeepDomain;
import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.policy.mask.Pseudonym;
import fr.oubli.model.policy.mask.RandomString;
import fr.oubli.model.policy.mask.StringRewrite;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.testing.Shop;
import java.sql.SQLException;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What every mask promises, tried on every type that it takes, in a column and inside JSON. */
@TestInstance(Lifecycle.PER_CLASS)
class MaskSqlIT {

  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final Place PLACE = new Place("policy.yml", 1);

  /** Two rows of one value, one of another, and one without. */
  private static final String ROWS =
      """
      insert into %3$s (id, part, value)
      select id, 'p' || id, case when given is null then null
        when '%1$s' like '%%[]' then array[given, given, null]::text[]::text
        else given end::text::%1$s
      from (select id, case when '%1$s' ~ 'date|time' then one_date when '%1$s' ~ 'int|num'
        then one_number when '%1$s' ~ 'inet|cidr' then one_address when '%1$s' ~ 'uuid' then one_uuid
        else one_text end as given
      from (values (1, '2021-05-17 22:30:00', '1234', '%4$s', '%2$s1', '203.0.113.77'),
        (2, '2021-05-17 22:30:00', '1234', '%4$s', '%2$s1', '203.0.113.77'),
        (3, '1999-12-31 23:59:59', '7', '%5$s', '%2$s2', '2001:db8:aa:bb::1'),
        (4, null, null, null, null, null))
        as all_given (id, one_date, one_number, one_text, one_uuid, one_address)) some_given""";

  private static final int VALUES = 3;
  private static final String UUID = "00000000-0000-0000-0000-00000000000";

  private final Shop shop = Shop.fresh();
  private final Map<String, Table> tables = new HashMap<>();
  private final JdbcTemplate jdbc = oneSession();
  private Table table = tables.computeIfAbsent("text", this::create);

  /** All in one session, to which a key of pseudonyms is lent. */
  private JdbcTemplate oneSession() {
    try {
      JdbcTemplate session =
          new JdbcTemplate(new SingleConnectionDataSource(shop.dataSource().getConnection(), true));
      session.execute("create extension citext schema public");
      session.execute(
          "select set_config('oubli.pseudonym_inner', repeat('36', 64), false),"
              + " set_config('oubli.pseudonym_outer', repeat('5c', 64), false)");
      return session;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  void close() {
    shop.close();
  }

  static Stream<Arguments> samplesByType() {
    return MaskSample.all()
        .flatMap(sample -> sample.takes().stream().map(type -> Arguments.of(sample, type)));
  }

  /** In JSON, what an array or an address of a network is in a column is a text among others. */
  static Stream<Arguments> samplesInJson() {
    return samplesByType()
        .filter(arguments -> !arguments.get()[1].toString().matches(".*\\[]|inet|cidr"));
  }

  static Stream<MaskSample> samples() {
    return MaskSample.all();
  }

  @ParameterizedTest
  @MethodSource("samplesByType")
  void aMaskedValueIsKnownAndNotMaskedAgain(MaskSample sample, String type) {
    fill(sample, type);
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
  @MethodSource("samplesInJson")
  void aMaskedValueInsideJsonIsKnownAndNotMaskedAgain(MaskSample sample, String type) {
    fill(sample, type);
    MaskedField inside = inside(sample.mask());

    write("more", inside, "t.more");
    assertThat(unmasked(inside)).isZero();
    List<String> once = values("more::text");
    write("more", inside, "t.more");
    assertThat(values("more::text")).isEqualTo(once);
  }

  /** A date in JSON is text, which no mask of dates is let near. */
  @ParameterizedTest
  @MethodSource("samplesInJson")
  void insideJsonAMaskDoesAsInAColumn(MaskSample sample, String type) {
    fill(sample, type);
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
    fill(sample, type);
    List<String> before = values("value::text");
    write("value", column(sample.mask()), "t.value");
    List<String> after = values("value::text");

    switch (sample.mask().effect()) {
      case EMPTIES -> assertThat(after).containsOnly((String) null);
      case DISTINGUISHES ->
          assertThat(after.subList(0, VALUES)).doesNotContainNull().doesNotHaveDuplicates();
      case SHARES, COARSENS ->
          assertThat(after.get(0)).isNotNull().isEqualTo(after.get(1)).isNotEqualTo(before.get(0));
      case LINKS -> {
        assertThat(after.get(0)).isNotNull().isEqualTo(after.get(1)).isNotEqualTo(before.get(0));
        assertThat(after.get(2)).isNotNull().isNotEqualTo(after.get(0));
      }
      case PRESERVES -> assertThat(after).isEqualTo(before);
    }
  }

  /** An address that nobody gave would make a row that is nobody's somebody's. */
  @ParameterizedTest
  @MethodSource("samplesInJson")
  void aMaskWritesNoTextOverAnEmptyOne(MaskSample sample, String type) {
    if (type.matches("text|character varying.*|citext") && writes(sample)) {
      fill(sample, type);
      execute("update %s set value = repeat(' ', id - 1)".formatted(SqlName.of(table)));
      execute(
          "update %s set more = jsonb_build_object('rest', 1, 'deep', jsonb_build_object('a', value))"
              .formatted(SqlName.of(table)));
      List<String> before = values("value::text");
      List<String> inJson = values("more::text");
      MaskedField column = column(sample.mask());

      assertThat(unmasked(column)).isZero();
      write("value", column, "t.value");
      write("more", inside(sample.mask()), "t.more");
      assertThat(values("value::text")).isEqualTo(before);
      assertThat(values("more::text")).isEqualTo(inJson);
    }
  }

  /** Whether the mask can write something in place of nothing. */
  private static boolean writes(MaskSample sample) {
    Mask mask = sample.mask();
    return mask instanceof StringRewrite
        || mask instanceof RandomString
        || mask instanceof KeepDomain
        || mask instanceof Pseudonym;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aMaskTakesTheTypesThatItIsFor(MaskSample sample) {
    for (String type : MaskSample.TYPES) {
      fill(sample, type);
      MaskedColumn column = MaskedColumn.maskedBy(sample.mask(), table, table.column("value"));
      assertThat(sample.mask().misfit("masked.value", column).isEmpty())
          .as("takes %s", type)
          .isEqualTo(sample.takes().contains(type));
    }
  }

  private void fill(MaskSample sample, String type) {
    table = tables.computeIfAbsent(type, this::create);
    execute("truncate " + SqlName.of(table));
    execute(
        ROWS.formatted(
            type,
            UUID,
            SqlName.of(table),
            sample.given().get(0).replace("'", "''"),
            sample.given().get(1)));
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
    return new MaskedField(field, table.column(path[0]), mask, PLACE, false);
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
    return jdbc.queryForList(
        "select %s from %s t order by id".formatted(expression, SqlName.of(table)), String.class);
  }

  private void execute(String statement) {
    jdbc.execute(statement);
  }
}
