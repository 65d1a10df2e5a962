package fr.oubli.rights.request;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which requests ask the same for the same person. A request is linked to the earliest that is
 * open, of the same right, quality and scope, where both say something that is one person's alone,
 * or were found to be of the same account; and where neither says a name, or a key, that the other
 * says otherwise: two people can share an address.
 */
public final class RequestLinks {

  /** A request, and the earlier one that asks the same. */
  public record Link(long later, long earlier, LocalDate deadline) {

    /** As the operator reads it. */
    public String line() {
      return "request %d asks the same right for the same person as request %d, which is to be answered by %s: they are linked"
          .formatted(later, earlier, deadline);
    }
  }

  private static final String SAME =
      """
      with told as materialized (
        select i.request, i.kind, i.kind = 'name' or position('.' in i.kind) > 0 as bars,
          case i.kind
            when 'name' then (select string_agg(word, ' ' order by word)
              from regexp_split_to_table(p.value, ' ') word)
            when 'phone_number' then regexp_replace(p.value, '[^0-9+]', '', 'g')
            when 'email' then replace(
              case when array['everywhere', p.domain] && :tags::text[] then split_part(p.name, '+', 1) else p.name end,
              case when array['everywhere', p.domain] && :dots::text[] then '.' else '' end, '') || '@' || p.domain
            else p.value end as value
        from oubli.request_identity i join oubli.request r on r.id = i.request
        cross join lateral (
          select s.value, split_part(s.value, '@', 1) as name, split_part(s.value, '@', 2) as domain
          from (select oubli.plain_spelling(i.value) as value offset 0) s) p
        where r.ended_on is null and not i.of_rows_alone),
      pair as materialized (
        select n.request as later, m.request as earlier
        from told n join told m on m.kind = n.kind and m.value = n.value and m.request < n.request
        where n.request = any (:later) and n.kind = any (:kinds)
        union
        select n.request, m.request
        from oubli.request_match n join oubli.request_match m
          on m.collection = n.collection and m.row_key = n.row_key and m.request < n.request
        where n.request = any (:later) and n.collection = :accounts
          and n.state = 'confirmed' and n.part = 'owner'
          and m.state = 'confirmed' and m.part = 'owner'),
      apart as materialized (
        select p.later, p.earlier
        from pair p join told n on n.request = p.later and n.bars
          join told m on m.request = p.earlier and m.kind = n.kind
        group by p.later, p.earlier, n.kind having not bool_or(m.value = n.value))
      select distinct on (n.id) n.id as later, m.id as earlier, m.deadline
      from pair p join oubli.request n on n.id = p.later join oubli.request m on m.id = p.earlier
      where n.same_as is null and n.ended_on is null and m.ended_on is null
        and m.kind = n.kind and m.quality = n.quality and m.scope in (n.scope, 'all')
        and not exists (
          select 1 from apart a where a.later = p.later and a.earlier = p.earlier)
        and not exists (
          select 1 from oubli.request_event e
          where e.request = n.id and e.step = 'link ended' and e.note = 'to request ' || m.id)
      order by n.id, m.id""";

  private final JdbcClient jdbc;
  private final String operator;

  RequestLinks(DataSource dataSource, String operator) {
    this.jdbc = JdbcClient.create(dataSource);
    this.operator = operator;
  }

  /**
   * Links those of the requests that ask what an earlier one does.
   *
   * @param requests each linked to nothing so far, or it stays as it is
   */
  public List<Link> link(Collection<Long> requests, PersonKinds person) {
    List<Link> links =
        jdbc.sql(SAME)
            .param("later", requests.toArray(Long[]::new))
            .param("kinds", person.kinds().toArray(String[]::new))
            .param("accounts", person.accounts())
            .param("dots", person.ignores().dots().toArray(String[]::new))
            .param("tags", person.ignores().tags().toArray(String[]::new))
            .query(RequestLinks::link)
            .list();
    store(links);
    return links;
  }

  private static Link link(ResultSet row, int number) throws SQLException {
    return new Link(
        row.getLong("later"),
        row.getLong("earlier"),
        Objects.requireNonNull(row.getObject("deadline", LocalDate.class)));
  }

  private void store(List<Link> links) {
    if (!links.isEmpty()) {
      jdbc.sql(
              """
              with linked as (
                update oubli.request r set same_as = l.earlier
                from unnest(:later::bigint[], :earlier::bigint[]) l(later, earlier)
                where r.id = l.later returning r.id, r.same_as)
              insert into oubli.request_event (request, operator, step, note)
              select id, :operator, 'linked', 'to request ' || same_as from linked order by id""")
          .param("later", links.stream().map(Link::later).toArray(Long[]::new))
          .param("earlier", links.stream().map(Link::earlier).toArray(Long[]::new))
          .param("operator", operator)
          .update();
    }
  }

  /** The earlier request that a request is linked to. */
  public Optional<Long> of(long request) {
    return jdbc.sql("select same_as from oubli.request where id = ? and same_as is not null")
        .param(request)
        .query(Long.class)
        .optional();
  }

  /** The earlier request of each that waits and is linked to one. */
  public Map<Long, Long> waiting() {
    Map<Long, Long> links = new TreeMap<>();
    jdbc.sql("select id, same_as from oubli.request where ended_on is null and same_as is not null")
        .query(
            row -> {
              links.put(row.getLong("id"), row.getLong("same_as"));
            });
    return links;
  }

  /** What a request is linked to, and which later ones are linked to it, a line each. */
  public List<String> lines(long request) {
    List<String> lines = new ArrayList<>();
    jdbc.sql(
            "select id, same_as, state from oubli.request where same_as = :id"
                + " or id = :id and same_as is not null order by id")
        .param("id", request)
        .query(
            row -> {
              long later = row.getLong("id");
              lines.add(
                  later == request
                      ? "linked: it asks the same for the same person as request "
                          + row.getLong("same_as")
                      : "linked: request %d (%s) asks the same for the same person"
                          .formatted(later, row.getString("state")));
            });
    return lines;
  }

  /**
   * The officer found that it is somebody else who asks.
   *
   * @throws Refusal when the request is linked to none
   */
  public void end(long request) {
    long earlier =
        of(request)
            .orElseThrow(
                () ->
                    new Refusal(
                        ExitCode.INVALID,
                        "request "
                            + request
                            + " is linked to no other: leave --another-person out"));
    jdbc.sql(
            """
            with ended as (update oubli.request set same_as = null where id = ? returning id)
            insert into oubli.request_event (request, operator, step, note)
            select id, ?, 'link ended', 'to request ' || ? from ended""")
        .params(request, operator, String.valueOf(earlier))
        .update();
  }
}
