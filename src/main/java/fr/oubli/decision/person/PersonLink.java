package fr.oubli.decision.person;

import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One way from a row to the rows of a collection that are of the same person. These rows are called
 * events here, since it is their dates that are asked for.
 */
public sealed interface PersonLink {

  /** Whether one of the events meets a condition. */
  Sql exists(String alias, LookupStyle style, Function<String, Sql> condition);

  /**
   * The condition of {@link #exists} as parts of which one must be true. The planner can start each
   * part from the events; it cannot where the parts are joined by "or".
   */
  default List<Sql> ways(String alias, Function<String, Sql> condition) {
    return List.of(loosely(alias, condition));
  }

  /**
   * Holds wherever one of the events meets the condition, and where another way leads to such an
   * event. Nothing but equal keys is asked for then, so that the planner may start from the events.
   */
  default Sql loosely(String alias, Function<String, Sql> condition) {
    return exists(alias, LookupStyle.SETS, condition);
  }

  /** The largest value among the events that meet a condition; null where there is none. */
  Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> value);

  /** The row is itself the event. */
  record OwnRow() implements PersonLink {
    @Override
    public Sql exists(String alias, LookupStyle style, Function<String, Sql> condition) {
      return condition.apply(alias);
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> value) {
      return Sql.when(condition.apply(alias), value.apply(alias));
    }
  }

  /** The events of the rows that a path leads to, such as the row's account. */
  record Through(ReferencePath upwards, List<PersonLink> links) implements PersonLink {
    @Override
    public List<Sql> ways(String alias, Function<String, Sql> condition) {
      return links.stream()
          .map(
              link ->
                  upwards.test(
                      alias, LookupStyle.SETS, account -> link.loosely(account, condition)))
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
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> value) {
      return upwards.value(
          alias,
          account ->
              Sql.format(
                  "greatest({})",
                  Sql.list(
                      links.stream()
                          .map(link -> link.latest(account, condition, value))
                          .toList())));
    }
  }

  /**
   * The events by an identity that the row itself carries, beside an account. Where the account has
   * that identity too, they are the account's events, and are not asked for a second time.
   *
   * @param differs the condition that the account does not have the row's identity
   */
  record ByOwnIdentity(Function<String, Sql> differs, List<PersonLink> links)
      implements PersonLink {
    @Override
    public List<Sql> ways(String alias, Function<String, Sql> condition) {
      return links.stream().flatMap(link -> link.ways(alias, condition).stream()).toList();
    }

    @Override
    public Sql exists(String alias, LookupStyle style, Function<String, Sql> condition) {
      return Sql.all(
          List.of(
              differs.apply(alias),
              Sql.any(links.stream().map(link -> link.exists(alias, style, condition)).toList())));
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> value) {
      return Sql.format(
          "greatest({})",
          Sql.list(links.stream().map(link -> link.latest(alias, condition, value)).toList()));
    }
  }

  /**
   * The events that are tied to a row.
   *
   * @param from what stands after FROM
   * @param condition the events are the row's
   * @param apart a condition that leaves out what another link finds
   */
  record Tied(Sql from, Sql condition, Sql apart) {

    Tied(Sql from, Sql condition) {
      this(from, condition, Sql.TRUE);
    }

    Sql alone() {
      return Sql.all(condition, apart);
    }
  }

  /**
   * Events that are joined to the row by one key, so that an index can serve the join.
   *
   * @param whole no index can serve, as for the elements of arrays: all events are read once, and
   *     not for each row
   * @param tied given the aliases of the row and of the event
   */
  record Joined(MappedSchema schema, boolean whole, BiFunction<String, String, Tied> tied)
      implements PersonLink {
    @Override
    public Sql exists(String alias, LookupStyle style, Function<String, Sql> condition) {
      String event = schema.freshAlias();
      Tied events = tied.apply(alias, event);
      return (whole ? LookupStyle.SETS : style)
          .exists(events.from(), Sql.all(events.alone(), condition.apply(event)));
    }

    @Override
    public Sql loosely(String alias, Function<String, Sql> condition) {
      String event = schema.freshAlias();
      Tied events = tied.apply(alias, event);
      return LookupStyle.SETS.exists(
          events.from(), Sql.all(events.condition(), condition.apply(event)));
    }

    @Override
    public Sql latest(String alias, Function<String, Sql> condition, Function<String, Sql> value) {
      String event = schema.freshAlias();
      Tied events = tied.apply(alias, event);
      return Sql.format(
          "(select max({}) from {}{})",
          value.apply(event),
          events.from(),
          Sql.where(List.of(events.alone(), condition.apply(event))));
    }
  }
}
