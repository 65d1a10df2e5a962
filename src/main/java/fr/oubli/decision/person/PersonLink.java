package fr.oubli.decision.person;

import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One way from a row to the events of the same person. */
public sealed interface PersonLink {

  Sql exists(String alias, LookupStyle style, Function<String, Sql> condition);

  /** What {@link #exists} asks, as questions that the planner can each begin from the events. */
  default List<Sql> ways(String alias, Function<String, Sql> condition) {
    return List.of(exists(alias, LookupStyle.SETS, condition));
  }

  /** The latest day among the events that meet the condition. */
  Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day);

  /** The row is itself the event. */
  record OwnRow() implements PersonLink {
    @Override
    public Sql exists(String alias, LookupStyle style, Function<String, Sql> condition) {
      return condition.apply(alias);
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day) {
      return Sql.format("case when {} then {} end", condition.apply(alias), day.apply(alias));
    }
  }

  /** The events of the account that the row refers to, asked once per account. */
  record ThroughAccount(ReferencePath upwards, List<PersonLink> links) implements PersonLink {
    @Override
    public List<Sql> ways(String alias, Function<String, Sql> condition) {
      return links.stream()
          .map(
              link ->
                  upwards.test(
                      alias,
                      LookupStyle.SETS,
                      account -> link.exists(account, LookupStyle.SETS, condition)))
          .toList();
    }

    @Override
    public Sql exists(String alias, LookupStyle style, Function<String, Sql> condition) {
      return upwards.test(
          alias,
          style,
          account ->
              Sql.any(links.stream().map(link -> link.exists(account, style, condition)).toList()));
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day) {
      return upwards.value(
          alias,
          account ->
              Sql.format(
                  "greatest({})",
                  Sql.list(
                      links.stream().map(link -> link.latest(account, condition, day)).toList())));
    }
  }

  /**
   * A plain join on one key, so that an index can serve it.
   *
   * @param from the tables to join, given the alias of the events' row
   * @param joined the join condition, given the row's alias and the events' alias
   */
  record Joined(
      MappedSchema schema, Function<String, Sql> from, BiFunction<String, String, Sql> joined)
      implements PersonLink {
    @Override
    public Sql exists(String alias, LookupStyle style, Function<String, Sql> condition) {
      String event = schema.freshAlias();
      return style.exists(
          from.apply(event),
          Sql.format("{} and {}", joined.apply(alias, event), condition.apply(event)));
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day) {
      String event = schema.freshAlias();
      return Sql.format(
          "(select max({}) from {} where {} and {})",
          day.apply(event),
          from.apply(event),
          joined.apply(alias, event),
          condition.apply(event));
    }
  }
}
