package fr.oubli.decision;

import fr.oubli.catalog.Column;
import fr.oubli.catalog.MaskSql;
import fr.oubli.catalog.SqlName;
import fr.oubli.datamap.Field;
import fr.oubli.policy.Action;
import fr.oubli.policy.ColumnName;
import fr.oubli.policy.Mask;
import fr.oubli.policy.SubjectRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is left to do to a row. A row whose columns already hold their masked values is done: that
 * is what makes a second pass over the same rows harmless.
 */
record Todo(Task task, List<MaskedColumn> masked, Estate estate) {

  /** A column and the mask that the policy gives it. */
  record MaskedColumn(Column column, Mask mask) {}

  static Todo of(Task task, Estate estate) {
    List<MaskedColumn> masked = new ArrayList<>();
    if (task.action() instanceof Action.Anonymise) {
      for (Field field : task.collection().fields()) {
        ColumnName name = new ColumnName(task.collection().name(), field.name());
        estate
            .policy()
            .masks()
            .of(name, field.categories())
            .filter(entry -> !(entry.mask() instanceof Mask.Preserve))
            .ifPresent(
                entry ->
                    masked.add(new MaskedColumn(task.table().column(field.name()), entry.mask())));
      }
    }
    return new Todo(task, masked, estate);
  }

  /** Something is left, were no column kept. */
  Sql left(String alias) {
    return leftOf(alias, masked.stream().map(column -> Sql.FALSE).toList());
  }

  /**
   * What makes two rows one person is left, by the fewest columns that tell it; any column where no
   * mask rewrites an identity.
   */
  Sql identityLeft(String alias) {
    SubjectRule subject = estate.policy().subject();
    Set<String> identities = new HashSet<>();
    if (subject != null) {
      subject.samePersonBy().stream()
          .flatMap(kind -> task.collection().identities(kind).stream())
          .forEach(field -> identities.add(field.name()));
    }
    List<Sql> open =
        masked.stream()
            .filter(column -> identities.contains(column.column().name()))
            .map(column -> Sql.of("not (" + isMasked(column, alias) + ")"))
            .toList();
    return open.isEmpty() ? left(alias) : Sql.any(open);
  }

  /** Something is left that no keeper needs. */
  Sql leftBeside(List<Keeper> keepers, String alias, Look look) {
    return leftOf(
        alias, masked.stream().map(column -> kept(column, keepers, alias, look)).toList());
  }

  /** The assignments of an UPDATE that leave the columns that a keeper needs as they are. */
  Sql assignments(List<Keeper> keepers, String alias, Look look) {
    List<Sql> assignments = new ArrayList<>();
    for (MaskedColumn column : masked) {
      String name = SqlName.of(column.column());
      Sql value = Sql.of(expression(column, alias));
      List<Sql> needed = needing(column, keepers, alias, look);
      assignments.add(
          needed.isEmpty()
              ? Sql.format(name + " = {}", value)
              : Sql.format(
                  name + " = case when {} then " + alias + "." + name + " else {} end",
                  Sql.any(needed),
                  value));
    }
    return Sql.list(assignments);
  }

  private Sql leftOf(String alias, List<Sql> kept) {
    if (!(task.action() instanceof Action.Anonymise)) {
      return Sql.TRUE;
    }
    List<Sql> open = new ArrayList<>();
    for (int i = 0; i < masked.size(); i++) {
      Sql unmasked = Sql.of("not (" + isMasked(masked.get(i), alias) + ")");
      open.add(
          kept.get(i).equals(Sql.FALSE)
              ? unmasked
              : Sql.format("{} and not ({})", unmasked, kept.get(i)));
    }
    return Sql.any(open);
  }

  private Sql kept(MaskedColumn column, List<Keeper> keepers, String alias, Look look) {
    return Sql.any(needing(column, keepers, alias, look));
  }

  private List<Sql> needing(MaskedColumn column, List<Keeper> keepers, String alias, Look look) {
    return keepers.stream()
        .filter(keeper -> keeper.columns().contains(column.column().name()))
        .map(keeper -> keeper.bearsOn(alias, look))
        .toList();
  }

  private String expression(MaskedColumn column, String alias) {
    return MaskSql.expression(
        column.mask(), task.table(), column.column(), alias, estate.policy().zone());
  }

  private String isMasked(MaskedColumn column, String alias) {
    return MaskSql.isMasked(
        column.mask(), task.table(), column.column(), alias, estate.policy().zone());
  }
}
