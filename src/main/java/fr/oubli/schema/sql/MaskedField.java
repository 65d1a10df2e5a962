package fr.oubli.schema.sql;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.Masks;
import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.mask.Mask;
import fr.oubli.model.policy.mask.MaskEffect;
import fr.oubli.model.yaml.Place;
import fr.oubli.schema.catalog.Column;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A field that the policy rewrites.
 *
 * @param column that holds it
 * @param place the line that asks for the mask
 * @param fillsEmpty whether an empty text in it is rewritten too
 */
public record MaskedField(Field field, Column column, Mask mask, Place place, boolean fillsEmpty) {

  /** All that an action rewrites; nothing where it masks no row. */
  public static List<MaskedField> of(
      Policy policy, Collection collection, Table table, Action action) {
    if (!action.masks()) {
      return List.of();
    }
    List<String> named = action.maskedColumns();
    return of(
        policy,
        collection,
        table,
        collection.fields().stream()
            .filter(field -> named.isEmpty() || named.contains(field.name()))
            .toList());
  }

  /** A field inside another one that is rewritten is left out: it is rewritten with that one. */
  private static List<MaskedField> of(
      Policy policy, Collection collection, Table table, List<Field> fields) {
    List<MaskedField> masked = new ArrayList<>();
    FilledColumns filled = new FilledColumns(table, columns(policy, collection));
    for (Field field : fields) {
      Optional<Masks.Entry> entry = entry(policy, collection, field);
      if (entry.isPresent() && masked.stream().noneMatch(outer -> outer.field.holds(field))) {
        masked.add(
            new MaskedField(
                field,
                table.column(field.column()),
                entry.get().mask(),
                entry.get().place(),
                filled.has(field.column())));
      }
    }
    return masked;
  }

  private static Set<String> columns(Policy policy, Collection collection) {
    return collection.fields().stream()
        .filter(field -> entry(policy, collection, field).isPresent())
        .map(Field::column)
        .collect(Collectors.toSet());
  }

  private static Optional<Masks.Entry> entry(Policy policy, Collection collection, Field field) {
    return policy
        .masks()
        .of(new ColumnName(collection.name(), field.name()), field.categories())
        .filter(each -> each.mask().effect() != MaskEffect.PRESERVES);
  }

  /** What its mask must know of the column, or of an element of it. */
  MaskedColumn facts(Table table) {
    MaskedColumn facts = MaskedColumn.maskedBy(mask, table, column);
    return new MaskedColumn(table, facts.column(), fillsEmpty);
  }

  /** Keys to follow inside the column; none where the column itself is rewritten. */
  public List<String> keys() {
    return field.path().subList(1, field.path().size());
  }
}
