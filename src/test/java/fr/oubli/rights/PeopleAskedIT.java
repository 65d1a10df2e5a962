package fr.oubli.rights;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.Network;
import fr.oubli.testing.Rentals;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * People of two shapes of schema ask for their data, and then to be erased. What they should be
 * shown, and what should be left, is asked by queries that follow the tables alone.
 */
class PeopleAskedIT {

  private static final String RENTALS_FOUND =
      """
      with mine as (select customer_id from customer where email = '%1$s'),
        home as (select address_id, bool_and(customer_id in (table mine)) as alone from customer
          group by 1 having bool_or(customer_id in (table mine)))
      select 'customer ' || customer_id || ' confirmed' from mine
      union all select 'rental ' || rental_id || ' confirmed' from rental
        where customer_id in (table mine)
      union all select 'payment ' || p.payment_id
          || case when p.customer_id in (table mine) then ' confirmed' else ' proposed' end
        from payment p left join rental r using (rental_id)
        where p.customer_id in (table mine) or r.customer_id in (table mine)
      union all select 'address ' || address_id
          || case when alone then ' confirmed' else ' proposed' end
        from home""";

  private static final String NETWORK_FOUND =
      """
      with me as (select id from users where email = '%1$s'),
        rows(owner, party, name) as (
          select sender, recipient, 'messages ' || id from messages
          union all select user_id, friend_id, 'friends (' || user_id || ',' || friend_id || ')' from friends
          union all select blocker, blocked, 'blocks ' || id from blocks
          union all select author, subject, 'reviews ' || id from reviews)
      select 'users ' || id || ' confirmed' from me
      union all select name || case when owner in (table me) then ' confirmed' else ' proposed' end
        from rows where owner in (table me) or party in (table me)""";

  private final Foreign base = new Foreign();

  @AfterEach
  void close() {
    base.close();
  }

  private Desk desk() {
    return new Desk(base, base.policy(), base.map(), Desk.TODAY);
  }

  private String sorted(String query) {
    return base.text("select string_agg(line, E'\n' order by line) from (" + query + ") l(line)");
  }

  private String found(Request request) {
    return sorted(
        "select collection || ' ' || row_key || ' ' || state"
            + " from oubli.request_match where request = "
            + request.id());
  }

  /** All rows of the tables, but those that a query names. */
  private String rowsBut(List<String> tables, String named) {
    List<String> parts = new ArrayList<>();
    for (String table : tables) {
      parts.add("select '%1$s ' || t::text from %1$s t".formatted(table));
    }
    return sorted(
        "select line from (%s) rows(line) where line not in (%s)"
            .formatted(String.join(" union all ", parts), named));
  }

  /** What a member of staff handled concerns whoever lives at their address: it is proposed. */
  private boolean livesWithStaff(String email) {
    return !base.text(
            "select count(*) from customer c join staff s using (address_id)"
                + " where c.email = '%s'".formatted(email))
        .equals("0");
  }

  private static List<String> confirmed(String found) {
    return found.lines().filter(line -> line.endsWith(" confirmed")).toList();
  }

  @Test
  void aCustomerIsShownTheirRentalsAndTheAddressWhereNobodyElseLives() {
    Rentals.in(base);
    for (int i = 1; i <= 25; i++) {
      String email = "c" + i + "@ex.org";
      Request request = desk().letter(Right.ACCESS, Identity.email(email));
      String expected = sorted(RENTALS_FOUND.formatted(email));
      if (livesWithStaff(email)) {
        assertThat(confirmed(found(request))).as(email).isEqualTo(confirmed(expected));
        assertThat(found(request).lines()).as(email).containsAll(expected.lines().toList());
      } else {
        assertThat(found(request)).as(email).isEqualTo(expected);
      }
    }
    assertThat(base.text("select count(distinct collection) from oubli.request_match"))
        .isEqualTo("5");
    assertThat(base.count("oubli.request_match where state = 'proposed'")).isGreaterThan(5);
  }

  @Test
  void aUserIsShownWhatTheyWroteAndProposedWhatOthersWroteToThem() {
    Network.in(base);
    for (int i = 1; i <= 25; i++) {
      String email = "u" + i + "@ex.org";
      Request request = desk().letter(Right.ACCESS, Identity.email(email));
      assertThat(found(request)).as(email).isEqualTo(sorted(NETWORK_FOUND.formatted(email)));
    }
    assertThat(base.text("select count(distinct collection) from oubli.request_match"))
        .isEqualTo("5");
  }

  @Test
  void anErasureEndsACustomersRowsAndLeavesWhatOthersPaidOrLiveIn() {
    Rentals.in(base);
    List<String> tables = List.of("address", "store", "staff", "customer", "rental", "payment");
    for (int i = 13; i <= 25; i++) {
      String email = "c" + i + "@ex.org";
      String expected =
          rowsBut(
              tables,
              """
              with mine as (select customer_id from customer where email = '%1$s'),
                paid as (select p.payment_id from payment p where p.customer_id in (table mine)),
                over as (select rental_id from rental r where r.customer_id in (table mine)
                  and not exists (select 1 from payment p where p.rental_id = r.rental_id
                    and p.payment_id not in (table paid))),
                gone as (select customer_id from mine where not exists (select 1 from rental r
                  where r.customer_id = mine.customer_id and r.rental_id not in (table over)))
              select 'payment ' || p::text from payment p where payment_id in (table paid)
              union all select 'rental ' || r::text from rental r where rental_id in (table over)
              union all select 'customer ' || c::text from customer c
                where customer_id in (table gone)
              union all select 'address ' || a::text from address a
                where exists (select 1 from customer c where c.address_id = a.address_id
                    and c.customer_id in (table gone))
                  and not exists (select 1 from customer c where c.address_id = a.address_id
                    and c.customer_id not in (table gone))
                  and not exists (select 1 from store s where s.address_id = a.address_id)
                  and not exists (select 1 from staff s where s.address_id = a.address_id)"""
                  .formatted(email));
      desk().erasure().erase(desk().verified(Right.ERASURE, Identity.email(email)).id());
      assertThat(rowsBut(tables, "select ''")).as(email).isEqualTo(expected);
    }
    assertThat(base.count("customer")).isBetween(185L, 195L);
    assertThat(base.count("address")).isBetween(105L, 119L);
  }

  @Test
  void anErasureEndsWhatAUserWroteAndLeavesWhatOthersWroteToThem() {
    Network.in(base);
    List<String> tables = List.of("users", "messages", "friends", "blocks", "reviews");
    for (int i = 13; i <= 25; i++) {
      String email = "u" + i + "@ex.org";
      String expected =
          rowsBut(
              tables,
              """
              with me as (select id from users where email = '%1$s')
              select 'messages ' || m::text from messages m where sender in (table me)
              union all select 'friends ' || f::text from friends f where user_id in (table me)
              union all select 'blocks ' || b::text from blocks b where blocker in (table me)
              union all select 'reviews ' || r::text from reviews r where author in (table me)
              union all select 'users ' || u::text from users u where id in (table me)
                and not exists (select 1 from messages where recipient = u.id and sender <> u.id)
                and not exists (select 1 from friends where friend_id = u.id and user_id <> u.id)
                and not exists (select 1 from blocks where blocked = u.id and blocker <> u.id)
                and not exists (select 1 from reviews where subject = u.id and author <> u.id)"""
                  .formatted(email));
      desk().erasure().erase(desk().verified(Right.ERASURE, Identity.email(email)).id());
      assertThat(rowsBut(tables, "select ''")).as(email).isEqualTo(expected);
    }
    assertThat(base.count("users")).isBetween(108L, 119L);
  }
}
