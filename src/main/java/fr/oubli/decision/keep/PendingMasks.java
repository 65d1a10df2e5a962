package fr.oubli.decision.keep;

import fr.oubli.decision.clock.RuleTarget;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.sql.LookupStyle;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.schema.sql.MaskSql;
import fr.oubli.schema.sql.MaskedField;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a target's action has left to do to a row. A row whose columns already hold their masked
 * values is done, which makes a second pass over the same rows harmless. Where the action removes
 * rows there is always something left: the row.
 *
 * @param masked the fields that are masked; empty where the action removes rows
 */
public record PendingMasks(RuleTarget target, List<MaskedField> masked, MappedSchema schema) {

  public static PendingMasks of(RuleTarget target, MappedSchema schema) {
    return new PendingMasks(
        target,
        MaskedField.of(schema.policy(), target.collection(), target.table(), target.action()),
        schema);
  }

  /** Something is left, if no ground kept a column. */
  public Sql left(String alias) {
    return leftOf(alias, masked.stream().map(field -> Sql.FALSE).toList());
  }

  /**
   * Something is left of what makes two rows one person. It asks for the identities alone, and for
   * all columns where no mask rewrites an identity.
   */
  public Sql identityLeft(String alias) {
    List<Sql> open =
        maskedIdentities().stream().map(field -> Sql.of(isMasked(field, alias)).not()).toList();
    return open.isEmpty() ? left(alias) : Sql.any(open);
  }

  /** Some of what makes two rows one person is masked. */
  public boolean masksIdentity() {
    return !maskedIdentities().isEmpty();
  }

  private List<MaskedField> maskedIdentities() {
    Set<String> identities = identities();
    return masked.stream().filter(field -> identities.contains(field.field().name())).toList();
  }

  private Set<String> identities() {
    SubjectRule subject = schema.policy().subject();
    Set<String> identities = new HashSet<>();
    if (subject != null) {
      subject.samePersonBy().stream()
          .flatMap(kind -> target.collection().identities(kind).stream())
          .forEach(field -> identities.add(field.name()));
    }
    return identities;
  }

  /**
   * Some of what says whose a row is, or whose a row that it tells of is, is masked: an identity, a
   * reference, or a column that says where a reference leads.
   */
  public boolean masksTie() {
    Set<String> ties = new HashSet<>(identities());
    for (Field field : target.collection().fields()) {
      if (!field.references().isEmpty()) {
        ties.add(field.name());
      }
      field.references().forEach(reference -> ties.addAll(reference.when().keySet()));
    }
    Set<String> columns =
        masked.stream().map(each -> each.field().column()).collect(Collectors.toSet());
    return target.collection().fields().stream()
        .anyMatch(field -> ties.contains(field.name()) && columns.contains(field.column()));
  }

  /** Something is left that no ground needs. */
  public Sql leftBeside(List<RetentionGround> grounds, String alias, LookupStyle style) {
    return leftOf(alias, masked.stream().map(field -> kept(field, grounds, alias, style)).toList());
  }

  /** The assignments of an UPDATE. They leave a column as it is while a ground needs it. */
  public Sql assignments(List<RetentionGround> grounds, String alias, LookupStyle style) {
    Map<String, Sql> values = new LinkedHashMap<>();
    for (MaskedField field : masked) {
      String name = SqlName.of(field.column());
      Sql before = values.getOrDefault(name, Sql.of(alias + "." + name));
      Sql after = new Sql(expression(field, before.text(), alias), before.values());
      List<Sql> needed = needing(field, grounds, alias, style);
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
    if (!target.action().masks()) {
      return Sql.TRUE;
    }
    List<Sql> open = new ArrayList<>();
    for (int i = 0; i < masked.size(); i++) {
      Sql unmasked = Sql.of(isMasked(masked.get(i), alias)).not();
      open.add(
          kept.get(i).equals(Sql.FALSE)
              ? unmasked
              : Sql.format("{} and not ({})", unmasked, kept.get(i)));
    }
    return Sql.any(open);
  }

  private Sql kept(
      MaskedField field, List<RetentionGround> grounds, String alias, LookupStyle style) {
    return Sql.any(needing(field, grounds, alias, style));
  }

  private List<Sql> needing(
      MaskedField field, List<RetentionGround> grounds, String alias, LookupStyle style) {
    return grounds.stream()
        .filter(ground -> ground.columns().contains(field.field().name()))
        .map(ground -> ground.bearsOn(alias, style))
        .toList();
  }

  private String expression(MaskedField field, String value, String alias) {
    return MaskSql.expression(field, value, target.table(), alias, schema.policy().zone());
  }

  private String isMasked(MaskedField field, String alias) {
    return MaskSql.isMasked(field, target.table(), alias, schema.policy().zone());
  }
}
