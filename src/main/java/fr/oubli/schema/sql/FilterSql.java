package fr.oubli.schema.sql;

import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.Filter;
import fr.oubli.model.policy.ValueTest;
import fr.oubli.schema.catalog.Column;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A condition in SQL, asked of one row. It is true or false, never null, so that its negation is
 * its exact opposite.
 */
record FilterSql(MappedSchema schema, String alias) implements Filter.Cases<Sql> {

  @Override
  public Sql column(ColumnFilter condition) {
    Sql value = schema.column(alias, condition.column());
    Column type = schema.column(condition.column());
    return condition
        .test()
        .map(
            new ValueTest.Cases<Sql>() {
              @Override
              public Sql listed(ValueTest.Listed test) {
                Sql among = oneOf(value, test);
                return test.among() ? among : among.not();
              }

              @Override
              public Sql day(ValueTest.OnDay test) {
                LocalDate bound = test.before() ? test.day() : test.day().plusDays(1);
                return known(value, test.before() ? "<" : ">=", startOf(bound, type));
              }

              @Override
              public Sql amount(ValueTest.Amount test) {
                return known(value, test.above() ? ">" : "<", Sql.of("?", test.bound()));
              }
            });
  }

  @Override
  public Sql allOf(List<Filter> parts) {
    return Sql.all(each(parts));
  }

  @Override
  public Sql anyOf(List<Filter> parts) {
    return Sql.any(each(parts));
  }

  @Override
  public Sql someOf(Filter part, boolean any) {
    return any ? part.map(this) : part.map(this).not();
  }

  private List<Sql> each(List<Filter> parts) {
    return parts.stream().map((Function<Filter, Sql>) part -> part.map(this)).toList();
  }

  private static Sql oneOf(Sql value, ValueTest.Listed test) {
    List<Sql> ways = new ArrayList<>();
    List<Sql> listed = new ArrayList<>();
    for (String each : test.values()) {
      if (each == null) {
        ways.add(Sql.format("{} is null", value));
      } else {
        listed.add(Sql.of("?", each));
      }
    }
    if (listed.isEmpty()) {
      return Sql.any(ways);
    }
    ways.add(Sql.format("{}::text in ({})", value, Sql.list(listed)));
    return Sql.format("coalesce({}, false)", Sql.any(ways));
  }

  /** A comparison that a missing value does not meet. */
  private static Sql known(Sql value, String comparison, Sql bound) {
    return Sql.format("coalesce({} " + comparison + " {}, false)", value, bound);
  }

  /** The first moment of a day in the policy's zone, in the column's own type. */
  private Sql startOf(LocalDate day, Column type) {
    return switch (type.baseType()) {
      case "date" -> Sql.of("?", day);
      case "timestamp" -> Sql.of("?", day.atStartOfDay());
      case "timestamptz" ->
          Sql.of("?", day.atStartOfDay(schema.policy().zone()).toOffsetDateTime());
      default -> throw new IllegalArgumentException(type.name() + " is not a date");
    };
  }
}
