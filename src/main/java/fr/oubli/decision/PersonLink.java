package fr.oubli.decision;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One way from a row to the events of the same person. */
sealed interface PersonLink {

  Sql exists(String alias, Look look, Function<String, Sql> condition);

  /** What {@link #exists} asks, as questions that the planner can each begin from the events. */
  default List<Sql> ways(String alias, Function<String, Sql> condition) {
    return List.of(exists(alias, Look.SETS, condition));
  }

  /** The latest day among the events that meet the condition. */
  Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day);

  /** The row is itself the event. */
  record OwnRow() implements PersonLink {
    @Override
    public Sql exists(String alias, Look look, Function<String, Sql> condition) {
      return condition.apply(alias);
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day) {
      return Sql.format("case when {} then {} end", condition.apply(alias), day.apply(alias));
    }
  }

  /** The events of the account that the row refers to, asked once per account. */
  record ThroughAccount(Climb climb, List<PersonLink> links) implements PersonLink {
    @Override
    public List<Sql> ways(String alias, Function<String, Sql> condition) {
      return links.stream()
          .map(
              link ->
                  climb.test(
                      alias, Look.SETS, account -> link.exists(account, Look.SETS, condition)))
          .toList();
    }

    @Override
    public Sql exists(String alias, Look look, Function<String, Sql> condition) {
      return climb.test(
          alias,
          look,
          account ->
              Sql.any(links.stream().map(link -> link.exists(account, look, condition)).toList()));
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day) {
      return climb.value(
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
  record Joined(Estate estate, Function<String, Sql> from, BiFunction<String, String, Sql> joined)
      implements PersonLink {
    @Override
    public Sql exists(String alias, Look look, Function<String, Sql> condition) {
      String event = estate.freshAlias();
      return look.exists(
          from.apply(event),
          Sql.format("{} and {}", joined.apply(alias, event), condition.apply(event)));
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> day) {
      String event = estate.freshAlias();
      return Sql.format(
          "(select max({}) from {} where {} and {})",
          day.apply(event),
          from.apply(event),
          joined.apply(alias, event),
          condition.apply(event));
    }
  }
}
