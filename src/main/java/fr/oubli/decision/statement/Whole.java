package fr.oubli.decision.statement;

import fr.oubli.decision.keep.HoldsInForce;
import fr.oubli.decision.keep.RegisteredHolds;
import fr.oubli.decision.keep.RetentionGround;
import fr.oubli.decision.keep.StillReferenced;
import fr.oubli.decision.keep.StillReferenced.Counting;
import fr.oubli.model.datamap.References.Step;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.ReferencePath;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The row that others belong to under a rule, such as the invoice of lines: their clock is its
 * date, and the rule removes it and them. They go together or not at all, so that no document is
 * left without its lines. Whatever keeps one of them keeps all: a ground, a condition of the rule,
 * or a row outside that refers to one.
 *
 * @param way from the rows that are asked about to the whole
 * @param members the whole, whose way is empty, and everything that belongs to it
 */
public record Whole(MappedSchema schema, List<Step> way, List<Member> members) {

  /**
   * A collection of rows that go together.
   *
   * @param way from its rows to the whole
   */
  public record Member(Eligibility eligibility, List<Step> way) {

    public Member {
      way = List.copyOf(way);
    }

    private String name() {
      return eligibility.target().collection().name();
    }

    private Table table() {
      return eligibility.target().table();
    }
  }

  public Whole {
    way = List.copyOf(way);
    members = List.copyOf(members);
    if (way.isEmpty()) {
      throw new IllegalArgumentException("a row is no part of itself");
    }
  }

  /** The collection of the whole. */
  public String collection() {
    return Step.end(way);
  }

  public List<Table> memberTables() {
    return members.stream().map(Member::table).toList();
  }

  Whole unregistered() {
    return registering(HoldsInForce.NONE);
  }

  Whole registering(HoldsInForce inForce) {
    List<Member> told =
        members.stream()
            .map(member -> new Member(member.eligibility().registering(inForce), member.way()))
            .toList();
    return new Whole(schema, way, told);
  }

  /** Something keeps the whole of the row behind an alias, or a part of it. */
  Sql stays(String alias) {
    return stays(alias, (collection, row) -> Sql.TRUE);
  }

  /** A query of the whole of a row, where something keeps it; it depends on the row. */
  public Sql rows(String alias, Counting remaining) {
    return Sql.format("select 1 where {}", stays(alias, remaining));
  }

  /**
   * @param remaining which of the rows that refer to them will still be there
   */
  private Sql stays(String alias, Counting remaining) {
    return new ReferencePath(schema, way)
        .test(
            alias,
            LookupStyle.PROBES,
            whole ->
                Sql.any(
                    members.stream()
                        .flatMap(each -> kept(each, whole, remaining).stream())
                        .toList()));
  }

  private Optional<Sql> kept(Member member, String whole, Counting remaining) {
    if (member.way().isEmpty()) {
      return Optional.of(keeps(member, whole, whole, remaining)).filter(this::canBe);
    }
    String part = schema.freshAlias();
    Sql keeps = keeps(member, part, whole, remaining);
    return canBe(keeps)
        ? Optional.of(
            LookupStyle.PROBES.exists(
                schema.from(member.name(), part), Sql.all(leads(member.way(), part, whole), keeps)))
        : Optional.empty();
  }

  private boolean canBe(Sql condition) {
    return !condition.equals(Sql.FALSE);
  }

  /** Something keeps a row of a member, and so its whole. */
  private Sql keeps(Member member, String row, String whole, Counting remaining) {
    Eligibility eligibility = member.eligibility();
    List<Sql> ways = new ArrayList<>();
    Sql inReach = eligibility.inReach(row, LookupStyle.PROBES);
    if (!inReach.equals(Sql.TRUE)) {
      ways.add(inReach.not());
    }
    boolean isWhole = member.way().isEmpty();
    boolean registers = eligibility.grounds().stream().anyMatch(RetentionGround::registered);
    eligibility.grounds().stream()
        .filter(ground -> ground.whole() && !(isWhole && !isPerson() && reachesParts(ground)))
        .forEach(ground -> ways.add(ground.bearsOn(row, LookupStyle.PROBES)));
    if (isWhole && registers) {
      ways.add(RegisteredHolds.onCollection(collection()));
    }
    ways.add(
        new StillReferenced(schema, member.table())
            .referred(
                row,
                (collection, child) ->
                    Sql.all(
                        outside(collection, child, whole), remaining.counts(collection, child))));
    return Sql.any(ways);
  }

  /** A registered hold on a person's own row as a row does not bear on what refers to it. */
  private boolean isPerson() {
    return schema.hasSubjects() && schema.subjectRule().collection().equals(collection());
  }

  /** A registered hold on the whole, or on its persons, bears on what refers to it anyway. */
  private static boolean reachesParts(RetentionGround ground) {
    return ground.registered() && !ground.name().equals(RegisteredHolds.REQUEST);
  }

  /** A row that refers to a member does not belong to the same whole. */
  private Sql outside(@Nullable String collection, String row, String whole) {
    return members.stream()
        .filter(member -> member.name().equals(collection))
        .findFirst()
        .map(member -> Sql.format("({}) is not true", leads(member.way(), row, whole)))
        .orElse(Sql.TRUE);
  }

  /** A way leads from a row to the whole; null or false where the row refers to none. */
  private Sql leads(List<Step> steps, String row, String whole) {
    if (steps.isEmpty()) {
      Table table = schema.table(collection());
      return Sql.format("{} = {}", schema.key(row, table), schema.key(whole, table));
    }
    Step step = steps.get(0);
    if (steps.size() == 1) {
      return schema.joined(step, row, whole);
    }
    String next = schema.freshAlias();
    return LookupStyle.PROBES.exists(
        schema.from(step.to(), next),
        Sql.all(
            schema.joined(step, row, next), leads(steps.subList(1, steps.size()), next, whole)));
  }
}
