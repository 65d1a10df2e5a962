package fr.oubli.rights.transfer;

import fr.oubli.decision.ActiveBase;
import fr.oubli.rights.transfer.TransferRegister.Count;
import fr.oubli.schema.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that stay when the others go, each with why, in a table of the snapshot. A row that is
 * tied to several people goes only where all of them may: one who was erased, objected or was never
 * told keeps it. So does a restriction, and that nobody knows whose a row is.
 */
record LeftOut(Snapshot snapshot, Promise promise, AffectedPeople people) {

  private static final String TABLE = "pg_temp.\"transfer: left out\"";

  static final String GOES = "goes";

  void gather() {
    snapshot
        .jdbc()
        .execute(
            "create temporary table %s (collection int, part oid, place tid, why text) on commit drop"
                .formatted(TABLE));
    ActiveBase active = new ActiveBase(promise.policy(), promise.map(), promise.catalog());
    for (String collection : promise.goes()) {
      Sql restricted = active.restricted(collection, "t");
      snapshot.update(
          people.tied().areOfPeople(collection)
              ? ofPeople(collection, restricted)
              : ofThings(collection, restricted));
    }
    snapshot.jdbc().execute("analyze " + TABLE);
  }

  private Sql ofPeople(String collection, Sql restricted) {
    return Sql.format(
        """
        insert into %s
        select {}, part, place, why from (
          select t.tableoid as part, t.ctid as place,
            case when w.erased then 'erased' when w.objected then 'objected'
              when {} then 'restricted' when w.untold then 'not told'
              when w.place is null then 'nobody''s' end as why
          from {} left join (
            select r.collection, r.part, r.place, bool_or(p.erased) as erased,
              bool_or(p.objected) as objected, bool_or(p.notice is null) as untold
            from {} join {} on p.person = r.person where r.collection = {} group by 1, 2, 3) w
          on {}) t where why is not null"""
            .formatted(TABLE),
        people.tied().number(collection),
        restricted,
        people.schema().from(collection, "t"),
        people.tied().rows("r"),
        AffectedPeople.people("p"),
        people.tied().number(collection),
        people.tied().isOf("w", collection, "t"));
  }

  private Sql ofThings(String collection, Sql restricted) {
    return Sql.format(
        "insert into " + TABLE + " select {}, t.tableoid, t.ctid, 'restricted' from {} where {}",
        people.tied().number(collection),
        people.schema().from(collection, "t"),
        restricted);
  }

  /** A condition: the row of the collection goes. */
  Sql goes(String collection, String row) {
    return Sql.format(
        "not exists (select from " + TABLE + " l where {})",
        people.tied().isOf("l", collection, row));
  }

  /** How many rows of a collection stay, by why. */
  List<Count> counts(String collection) {
    List<Count> counts = new ArrayList<>();
    Sql counted =
        Sql.format(
            "select why, count(*) as row_count from "
                + TABLE
                + " where collection = {} group by why order by why",
            people.tied().number(collection));
    snapshot
        .jdbc()
        .query(
            counted.text(),
            row -> {
              counts.add(
                  new Count(
                      collection, String.valueOf(row.getString("why")), row.getLong("row_count")));
            });
    return counts;
  }
}
