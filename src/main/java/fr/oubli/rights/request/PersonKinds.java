package fr.oubli.rights.request;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.datamap.Field;
import fr.oubli.model.policy.EmailIgnores;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * What two requests must have in common to be of one person.
 *
 * @param kinds of identities that are one person's alone: those of {@code same-person-by}, and the
 *     keys of accounts
 * @param accounts the collection of the persons
 * @param ignores signs by which addresses tell nobody apart
 */
public record PersonKinds(List<String> kinds, String accounts, EmailIgnores ignores) {

  public PersonKinds {
    kinds = List.copyOf(kinds);
  }

  public static PersonKinds of(DataMap map, SubjectRule subject, Catalog catalog) {
    Collection accounts = map.required(subject.collection());
    Table table = catalog.table(accounts);
    List<String> kinds = new ArrayList<>(subject.samePersonBy());
    accounts.fields().stream()
        .filter(field -> isOnes(field, subject, table))
        .forEach(field -> kinds.add(accounts.name() + "." + field.name()));
    return new PersonKinds(kinds, accounts.name(), subject.emailIgnores());
  }

  private static boolean isOnes(Field field, SubjectRule subject, Table table) {
    return !field.inside()
        && (table.primaryKey().equals(List.of(field.column()))
            || table.uniqueAlone().contains(field.column())
            || (field.identity() != null && subject.samePersonBy().contains(field.identity())));
  }
}
