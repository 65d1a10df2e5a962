package fr.oubli.model.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition that picks rows: of one column, or of several that must all be met, or of which one
 * must. There is no "not" over it: each condition on a column has its own opposite. So a row that a
 * condition speaks of and that is not there meets none.
 */
public sealed interface Filter permits ColumnFilter, Filter.AllOf, Filter.AnyOf, Filter.SomeOf {

  /** Picks every row. */
  @SuppressWarnings("ClassInitializationDeadlock") // one thread reads a policy, before any other
  Filter NONE = new AllOf(List.of());

  /** The row meets all of some conditions. */
  record AllOf(List<Filter> parts) implements Filter {

    public AllOf {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R map(Cases<R> cases) {
      return cases.allOf(parts);
    }
  }

  /** The row meets one of some conditions, or several. */
  record AnyOf(List<Filter> parts) implements Filter {

    public AnyOf {
      parts = List.copyOf(parts);
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("one of no conditions is never met");
      }
    }

    @Override
    public <R> R map(Cases<R> cases) {
      return cases.anyOf(parts);
    }
  }

  /**
   * Of several rows that a row belongs to, one at least meets the condition, or none does; any
   * other condition must be met by all of them. No policy writes it: it is asked where each of
   * several values has its own rule.
   *
   * @param any false where none must meet it, the exact opposite
   */
  record SomeOf(Filter part, boolean any) implements Filter {

    @Override
    public <R> R map(Cases<R> cases) {
      return cases.someOf(part, any);
    }
  }

  /**
   * What somebody makes of each kind of condition.
   *
   * @param <R> what is made
   */
  interface Cases<R> {
    R column(ColumnFilter condition);

    R allOf(List<Filter> parts);

    R anyOf(List<Filter> parts);

    R someOf(Filter part, boolean any);
  }

  /** One case per kind, so that a kind that is forgotten anywhere does not compile. */
  <R> R map(Cases<R> cases);

  /** All of some conditions, without a word where there is one. */
  static Filter all(List<Filter> parts) {
    return parts.size() == 1 ? parts.get(0) : new AllOf(parts);
  }

  default boolean isEmpty() {
    return conditions().isEmpty();
  }

  /** Every condition on a column, in the file's order. */
  default List<ColumnFilter> conditions() {
    return map(
        new Cases<List<ColumnFilter>>() {
          @Override
          public List<ColumnFilter> column(ColumnFilter condition) {
            return List.of(condition);
          }

          @Override
          public List<ColumnFilter> allOf(List<Filter> parts) {
            return parts.stream().flatMap(part -> part.conditions().stream()).toList();
          }

          @Override
          public List<ColumnFilter> anyOf(List<Filter> parts) {
            return allOf(parts);
          }

          @Override
          public List<ColumnFilter> someOf(Filter part, boolean any) {
            return part.conditions();
          }
        });
  }

  /** The collections whose columns are asked, in the file's order. */
  default Set<String> collections() {
    Set<String> names = new LinkedHashSet<>();
    conditions().forEach(condition -> names.add(condition.column().collection()));
    return names;
  }

  /** The one collection that all conditions are on; empty where there are several or none. */
  default Optional<String> onlyCollection() {
    Set<String> names = collections();
    return names.size() == 1 ? Optional.of(names.iterator().next()) : Optional.empty();
  }

  /** Whether all of several rows that a row belongs to must meet it, each by itself. */
  default boolean asksEach() {
    return necessary().stream().noneMatch(SomeOf.class::isInstance);
  }

  /**
   * What must be met by the columns of one collection, whatever the others say; {@link #NONE} where
   * nothing must.
   */
  default Filter on(String collection) {
    return all(
        necessary().stream()
            .filter(part -> part.onlyCollection().filter(collection::equals).isPresent())
            .toList());
  }

  /** Conditions that must all be met; none of them is itself a list of such. */
  default List<Filter> necessary() {
    return map(
        new Cases<List<Filter>>() {
          @Override
          public List<Filter> column(ColumnFilter condition) {
            return List.of(condition);
          }

          @Override
          public List<Filter> allOf(List<Filter> parts) {
            return parts.stream().flatMap(part -> part.necessary().stream()).toList();
          }

          @Override
          public List<Filter> anyOf(List<Filter> parts) {
            return List.of(new AnyOf(parts));
          }

          @Override
          public List<Filter> someOf(Filter part, boolean any) {
            return List.of(new SomeOf(part, any));
          }
        });
  }
}
