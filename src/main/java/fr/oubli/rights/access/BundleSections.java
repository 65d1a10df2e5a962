package fr.oubli.rights.access;

import fr.oubli.model.datamap.Collection;
import fr.oubli.model.datamap.DataMap;
import fr.oubli.model.policy.Action;
import fr.oubli.model.policy.LegalBasis;
import fr.oubli.model.policy.Policy;
import fr.oubli.rights.access.BundleSection.Shown;
import fr.oubli.rights.request.Right;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.catalog.SqlName;
import fr.oubli.schema.catalog.Table;
import fr.oubli.schema.sql.FieldSql;
import fr.oubli.schema.sql.Keys;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Chooses what goes into the bundles of people, by the right that they use.
 *
 * @param requests of these people
 * @param named collections of which rows are confirmed, or in which rows were looked for
 */
record BundleSections(
    Policy policy, DataMap map, Catalog catalog, List<Long> requests, Set<String> named) {

  BundleSections {
    requests = List.copyOf(requests);
  }

  List<BundleSection> of(Right right) {
    return right == Right.PORTABILITY ? portable() : all();
  }

  /**
   * Access: every mapped field of every collection in which the person was looked for, archives
   * included. Rows of others that concern the person are shown without what speaks of others.
   */
  private List<BundleSection> all() {
    List<BundleSection> sections = new ArrayList<>();
    for (Collection collection : map.collections()) {
      if (!named.contains(collection.name())) {
        continue;
      }
      sections.add(
          section(collection, new ShownFields(collection, catalog.table(collection)).all(), ""));
    }
    map.collections().stream()
        .filter(this::archived)
        .forEach(collection -> sections.add(archive(collection)));
    return sections;
  }

  /**
   * Portability: what the person provided, where the basis is consent or contract (GDPR art.
   * 20(1)); no derived data, no internal notes, nothing that is held by legal duty alone, and no
   * rows of others.
   */
  private List<BundleSection> portable() {
    List<BundleSection> sections = new ArrayList<>();
    for (Collection collection : map.collections()) {
      List<Shown> provided = new ShownFields(collection, catalog.table(collection)).provided();
      if (!provided.isEmpty() && byConsentOrContract(collection)) {
        sections.add(section(collection, provided, " and m.part <> 'party'"));
      }
    }
    return sections;
  }

  private boolean byConsentOrContract(Collection collection) {
    return policy.rules().stream()
        .filter(rule -> rule.then().containsKey(collection.name()))
        .anyMatch(rule -> LegalBasis.portable(rule.basis()));
  }

  private boolean archived(Collection collection) {
    return policy.rules().stream()
        .flatMap(rule -> rule.action(collection.name()).stream())
        .anyMatch(Action::archives);
  }

  private BundleSection section(Collection collection, List<Shown> columns, String which) {
    Table table = catalog.table(collection);
    boolean simple = table.primaryKey().size() == 1;
    String type = simple ? table.column(table.primaryKey().get(0)).type() : "text";
    String key = simple ? Keys.value("t", table) : Keys.text("t", table);
    return new BundleSection(
        collection.name(),
        collection.name(),
        collection.label(),
        columns,
        Sql.of(
            SqlName.rowsOf(table)
                + " t join oubli.request_match m on m.row_key::"
                + type
                + " = "
                + key
                + " where m.request = any(?) and m.collection = ? and m.state = 'confirmed'"
                + which
                + " order by m.request, "
                + key,
            people(),
            collection.name()));
  }

  private BundleSection archive(Collection collection) {
    Table table = catalog.table(collection);
    List<Shown> columns =
        collection.fields().stream()
            .map(
                field ->
                    new Shown(
                        ValueWords.of(field, table),
                        Sql.of("t.content #>> " + FieldSql.path(field.path())),
                        ""))
            .toList();
    return new BundleSection(
        "archive." + collection.name(),
        collection.name(),
        collection.label() + " (archive intermédiaire)",
        columns,
        Sql.of(
            "oubli.archive t join oubli.request_match m on m.row_key = t.subject_key"
                + " where t.collection = ? and m.request = any(?) and m.collection = ?"
                + " and m.state = 'confirmed' order by m.request, t.row_key",
            collection.name(),
            people(),
            subjects()));
  }

  private Long[] people() {
    return requests.toArray(Long[]::new);
  }

  private String subjects() {
    return policy.subject() == null ? "" : policy.subject().collection();
  }
}
