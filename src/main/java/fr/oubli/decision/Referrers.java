package fr.oubli.decision;

import fr.oubli.decision.keep.StillReferenced;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.datamap.Collection;
import fr.oubli.model.policy.Action;
import fr.oubli.schema.catalog.ForeignKey;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.SessionTable;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows that refer to a due row and that no rule ends yet. While they stay, the due row stays, and
 * so does what belongs to it. Rows that refer to these in turn are not looked at, so that more rows
 * may stay than are counted.
 */
final class Referrers {

  private static final String ROW = "t";

  private final Eligibility eligibility;
  private final Eligibilities eligibilities;

  Referrers(Eligibility eligibility, Eligibilities eligibilities) {
    this.eligibility = eligibility;
    this.eligibilities = eligibilities;
  }

  /** What is gathered, in this order, before {@link #kept} is asked. */
  List<SessionTable> tables() {
    List<SessionTable> tables = new ArrayList<>(eligibility.tables());
    if (eligibility.target().action().removesRow()) {
      for (Collection child : referredTo().stream().flatMap(this::referring).distinct().toList()) {
        EndingRows ended = ended(child);
        ended.ending().forEach(ends -> tables.addAll(ends.tables()));
        if (ended.isWorthGathering()) {
          tables.add(ended.table());
        }
      }
    }
    return tables;
  }

  private EndingRows ended(Collection child) {
    return new EndingRows(eligibility.schema(), child, ending(child));
  }

  /** The collections whose rows refer to those of a table, by foreign keys and by the map alone. */
  private Stream<Collection> referring(Table table) {
    MappedSchema schema = eligibility.schema();
    return Stream.concat(
        schema.catalog().referencing(table).stream()
            .flatMap(key -> schema.collectionOf(key.child()).stream()),
        schema.collectionOf(SqlName.of(table)).stream()
            .flatMap(parent -> schema.unguarded(parent.name()).stream())
            .map(down -> schema.collection(down.child())));
  }

  /** The tables of which it matters who refers to them. */
  private List<Table> referredTo() {
    List<Table> tables = new ArrayList<>(List.of(table()));
    eligibility.whole().ifPresent(whole -> tables.addAll(whole.memberTables()));
    return tables;
  }

  /** How many due rows that nothing else keeps stay for others. */
  Map<Keeping, Sql> kept() {
    return counted(
        LookupStyle.SETS,
        referring ->
            Sql.format(
                "select count(*) from {} where {} and exists ({})",
                from(table(), ROW),
                eligibility.actionable(ROW, LookupStyle.SETS),
                referring));
  }

  /** How many rows of others keep one row. */
  Map<Keeping, Sql> keeping(String key) {
    return counted(
        LookupStyle.PROBES,
        referring ->
            Sql.format(
                "select count(*) from {}, lateral ({}) referring where {} = {}",
                from(table(), ROW),
                referring,
                Sql.of(Keys.text(ROW, table())),
                Sql.of("?", key)));
  }

  private Map<Keeping, Sql> counted(LookupStyle style, UnaryOperator<Sql> count) {
    Map<Keeping, Sql> counts = new LinkedHashMap<>();
    staying(style).forEach((keeping, referring) -> counts.put(keeping, count.apply(referring)));
    return counts;
  }

  private Map<Keeping, Sql> staying(LookupStyle style) {
    Map<String, List<Sql>> ways = new LinkedHashMap<>();
    if (eligibility.target().action().removesRow()) {
      for (ForeignKey key : eligibility.schema().catalog().referencing(table())) {
        eligibility
            .schema()
            .collectionOf(key.child())
            .filter(child -> key.onDelete().removesOrBlocks())
            .ifPresent(
                child ->
                    ways.computeIfAbsent(child.name(), name -> new ArrayList<>())
                        .add(staying(key, child, style)));
      }
    }
    Map<Keeping, Sql> staying = new LinkedHashMap<>();
    ways.forEach((collection, all) -> staying.put(new Keeping(collection, false), Sql.union(all)));
    eligibility
        .whole()
        .ifPresent(
            whole ->
                staying.put(
                    new Keeping(whole.collection(), true),
                    whole.rows(ROW, (child, row) -> remains(child, row, style))));
    return staying;
  }

  /** No rule ends the row, or something keeps it. */
  private Sql remains(@Nullable String child, String row, LookupStyle style) {
    if (child == null) {
      return Sql.TRUE;
    }
    EndingRows ended = ended(eligibility.schema().collection(child));
    return style == LookupStyle.SETS && ended.isWorthGathering()
        ? ended.has(row).not()
        : Sql.format(
                "coalesce({}, false)",
                Sql.any(ended.ending().stream().map(ends -> ends.unkept(row, style)).toList()))
            .not();
  }

  /** The eligibilities of the rules that remove rows of a collection. */
  private List<Eligibility> ending(Collection child) {
    return eligibility.schema().policy().rules().stream()
        .filter(rule -> rule.action(child.name()).filter(Action::removesRow).isPresent())
        .map(rule -> eligibilities.known(rule, child.name()))
        .toList();
  }

  private Sql staying(ForeignKey key, Collection child, LookupStyle style) {
    String row = eligibility.schema().freshAlias();
    Sql other = key.self() ? Sql.of(row + ".ctid <> " + ROW + ".ctid") : Sql.TRUE;
    return Sql.format(
        "select 1 from {}{}",
        from(eligibility.schema().table(child.name()), row),
        Sql.where(
            List.of(
                StillReferenced.refers(key, row, table(), ROW),
                other,
                remains(child.name(), row, style))));
  }

  private Table table() {
    return eligibility.target().table();
  }

  private static Sql from(Table table, String alias) {
    return Sql.of(SqlName.rowsOf(table) + " " + alias);
  }
}
