package fr.oubli.decision;

import fr.oubli.catalog.MaskSql;
import fr.oubli.catalog.MaskedField;
import fr.oubli.catalog.SqlName;
import fr.oubli.policy.Action;
import fr.oubli.policy.SubjectRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is left to do to a row. A row whose columns already hold their masked values is done: that
 * is what makes a second pass over the same rows harmless.
 */
record Todo(Task task, List<MaskedField> masked, Estate estate) {

  static Todo of(Task task, Estate estate) {
    return new Todo(
        task,
        task.action() instanceof Action.Anonymise
            ? MaskedField.of(estate.policy(), task.collection(), task.table())
            : List.of(),
        estate);
  }

  /** Something is left, were no column kept. */
  Sql left(String alias) {
    return leftOf(alias, masked.stream().map(field -> Sql.FALSE).toList());
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
            .filter(field -> identities.contains(field.field().name()))
            .map(field -> Sql.of("not (" + isMasked(field, alias) + ")"))
            .toList();
    return open.isEmpty() ? left(alias) : Sql.any(open);
  }

  /** Something is left that no keeper needs. */
  Sql leftBeside(List<Keeper> keepers, String alias, Look look) {
    return leftOf(alias, masked.stream().map(field -> kept(field, keepers, alias, look)).toList());
  }

  /** The assignments of an UPDATE that leave what a keeper needs as it is. */
  Sql assignments(List<Keeper> keepers, String alias, Look look) {
    Map<String, Sql> values = new LinkedHashMap<>();
    for (MaskedField field : masked) {
      String name = SqlName.of(field.column());
      Sql before = values.getOrDefault(name, Sql.of(alias + "." + name));
      Sql after = new Sql(expression(field, before.text(), alias), before.values());
      List<Sql> needed = needing(field, keepers, alias, look);
      values.put(
          name,
          needed.isEmpty()
              ? after
              : Sql.format("case when {} then {} else {} end", Sql.any(needed), before, after));
    }
    return Sql.list(
        values.entrySet().stream()
            .map(entry -> Sql.format(entry.getKey() + " = {}", entry.getValue()))
            .toList());
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

  private Sql kept(MaskedField field, List<Keeper> keepers, String alias, Look look) {
    return Sql.any(needing(field, keepers, alias, look));
  }

  private List<Sql> needing(MaskedField field, List<Keeper> keepers, String alias, Look look) {
    return keepers.stream()
        .filter(keeper -> keeper.columns().contains(field.field().name()))
        .map(keeper -> keeper.bearsOn(alias, look))
        .toList();
  }

  private String expression(MaskedField field, String value, String alias) {
    return MaskSql.expression(field, value, task.table(), alias, estate.policy().zone());
  }

  private String isMasked(MaskedField field, String alias) {
    return MaskSql.isMasked(field, task.table(), alias, estate.policy().zone());
  }
}
