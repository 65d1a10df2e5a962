package fr.oubli.rights.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.model.datacontroller.ControllerFile;
import fr.oubli.rights.reply.Letterhead;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Company;
import fr.oubli.testing.Foreign;
import fr.oubli.testing.ShortMap;
import fr.oubli.testing.ShortPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A transfer of tables that somebody else designed: composite keys, lists of e-mails, two ties. */
class ForeignTransferIT {

  private static final String TABLES =
      """
      create table homes (id int primary key, road text);
      create table members (site int, no int, mails text[], tel text, name text, road text,
        town text, home_id int references homes, primary key (site, no));
      create table purchases (id int primary key, site int, no int, mail text, tel text,
        foreign key (site, no) references members);
      create table notes (id int primary key, purchase_id int references purchases, body text);
      create table letters (id int primary key, from_site int, from_no int, to_site int, to_no int,
        foreign key (from_site, from_no) references members,
        foreign key (to_site, to_no) references members);
      create table prices (code text primary key, amount int);
      create table visits (id int primary key, agent text, at date);
      insert into homes values (1, 'a shared house'), (2, 'a house');
      insert into members values
        (1, 1, '{a@x.fr, b@x.fr}', null, 'Ada', null, null, 1),
        (1, 2, '{B@x.fr}', null, 'Ada, again', null, null, 2),
        (1, 3, null, '0600', 'Bob', '1 rue Haute', 'Lyon', 1);
      insert into purchases values
        (1, 1, 1, null, null), (2, null, null, null, '0600'), (3, null, null, 'g@x.fr', '0700'),
        (4, null, null, null, '0700'), (5, null, null, null, null);
      insert into notes values (1, 1, 'hers'), (2, 2, 'his'), (3, 3, 'a guest''s'), (5, 5, '?');
      insert into letters values (1, 1, 1, 1, 3), (2, 1, 1, 1, 2);
      insert into prices values ('K', 10);
      insert into visits values (1, 'agent', '2026-01-01');
      """;

  private static final ShortMap MAP =
      new ShortMap()
          .collection("homes", "id !key", "road #user.contact.address")
          .collection(
              "members",
              "site !key",
              "no !key",
              "mails #user.contact.email @email",
              "tel #user.contact.phone_number @phone_number",
              "name #user.name",
              "road #user.contact.address",
              "town #user.contact.address",
              "home_id >homes.id identifies")
          .collection(
              "purchases",
              "id !key",
              "site >members.site",
              "no >members.no",
              "mail #user.contact.email @email",
              "tel #user.contact.phone_number @phone_number")
          .collection("notes", "id !key", "purchase_id >purchases.id", "body #user.content")
          .collection(
              "letters",
              "id !key",
              "from_site >members.site owner",
              "from_no >members.no owner",
              "to_site >members.site party",
              "to_no >members.no party")
          .collection("prices", "code !key", "amount")
          .collection("visits", "id !key", "agent #user", "at");

  private static final String TRANSFER =
      """
      transfer:
        told-before: P1M
        goes: [homes, members, purchases, notes, letters, prices, visits]
        told-by:
          members: { name: name, email: mails, address: road, city: town }
          purchases: { email: mail }
      """;

  private final Foreign foreign = new Foreign(TABLES, MAP.toString(), policy(TRANSFER));

  @AfterEach
  void close() {
    foreign.close();
  }

  private static String policy(String transfer) {
    return ShortPolicy.of(
            "subject: { collection: members, same-person-by: [email, phone_number] }\n",
            "user: null_rewrite",
            ShortPolicy.rule("gone", "row: visits.at", "P9Y", "visits: delete"))
        + transfer;
  }

  private TransferNotice.Outcome told() {
    Controller controller = ControllerFile.read(Path.of("jobs/controller.yml"), Company.map());
    return new TransferNotice(
            foreign.dataSource(),
            foreign.policy(),
            foreign.map(),
            new Letterhead(
                controller, foreign.map(), foreign.folder(), LocalDate.parse("2026-12-01")),
            foreign.keys(),
            "dpo")
        .tell("Buyer", LocalDate.parse("2027-01-01"));
  }

  private String exported() {
    new TransferExport(
            foreign.dataSource(),
            foreign.policy(),
            foreign.map(),
            foreign.keys(),
            LocalDate.parse("2027-01-01"),
            "dpo")
        .write(1, foreign.folder().resolve("out"));
    return foreign.text(
        "select string_agg(collection || ' ' || outcome || ' ' || row_count, ', '"
            + " order by collection, outcome) from oubli.transfer_export_count where row_count > 0");
  }

  @Test
  void whoIsOnePersonIsToldOnce() throws IOException {
    TransferNotice.Outcome told = told();
    assertThat(told.now()).isEqualTo(new TransferRegister.Told(2, 1, 0, 0, 0));
    assertThat(told.nobodys()).isEqualTo(Map.of("visits", 1L, "purchases", 1L, "notes", 1L));
    assertThat(Files.readString(foreign.folder().resolve("cession-1/courriels-1.csv")))
        .isEqualTo("\uFEFF\"e-mail\";\"nom\"\r\n\"a@x.fr\";\"Ada\"\r\n\"g@x.fr\";\"\"\r\n");
    assertThat(Files.readString(foreign.folder().resolve("cession-1/courriers-1.csv")))
        .endsWith("\"Bob\";\"1 rue Haute\";\"Lyon\"\r\n");
  }

  @Test
  void whatIsTiedToAnObjectorStaysHoweverItIsTied() throws IOException {
    told();
    long request =
        foreign.insert(
            "oubli.request",
            "kind",
            "objection",
            "channel",
            "post",
            "quality",
            "person",
            "received_on",
            "2026-12-05",
            "scope",
            "transfer",
            "state",
            "verified",
            "deadline",
            "2027-01-05",
            "opened_by",
            "dpo");
    foreign.insert(
        "oubli.request_match",
        "request",
        request,
        "collection",
        "members",
        "row_key",
        "(1,3)",
        "found_by",
        "tel",
        "state",
        "confirmed");
    foreign.insert(
        "oubli.request_event",
        "request",
        request,
        "operator",
        "dpo",
        "step",
        Right.OBJECTION.step());
    assertThat(exported())
        .isEqualTo(
            "homes goes 1, homes objected 1, letters goes 1, letters objected 1, members goes 2,"
                + " members objected 1, notes goes 2, notes nobody's 1, notes objected 1, prices goes 1,"
                + " purchases goes 3, purchases nobody's 1, purchases objected 1, visits nobody's 1");
    assertThat(Files.readString(foreign.folder().resolve("out/members.csv")))
        .contains("1,1,\"{a@x.fr,b@x.fr}\",,Ada,,,1\n")
        .doesNotContain("Bob");
  }

  @Test
  void aPolicyThatSaysNothingOfATransferIsToldInOneLine() {
    foreign.policy(policy(""));
    assertThatThrownBy(this::told)
        .hasMessageStartingWith("the policy does not say what goes in a transfer");
    foreign.policy(policy(TRANSFER.replace("email: mail }", "email: mial }")));
    assertThatThrownBy(this::told).hasMessageContaining("unknown column 'purchases.mial'");
  }
}
