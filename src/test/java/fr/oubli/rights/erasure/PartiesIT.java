package fr.oubli.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fr.oubli.model.datacontroller.Controller;
import fr.oubli.registers.recording.RecordingFiles;
import fr.oubli.rights.access.SubjectExport;
import fr.oubli.rights.erasure.SubjectErase.Erased;
import fr.oubli.rights.reply.CategoryOutcome;
import fr.oubli.rights.reply.CategoryOutcome.Kind;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.Right;
import fr.oubli.testing.Desk;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that concern a person and are somebody else's, and collections where nobody can look. */
class PartiesIT {

  private static final String TABLES =
      """
      create table members (id int primary key, email text, name text);
      create table messages (id int primary key, sender int references members,
        recipient int references members, body text, phone_of_recipient text, sent date);
      create table visits (id int primary key, address text);
      insert into members values (1, 'lea@example.fr', 'Léa'), (2, 'max@example.fr', 'Max');
      insert into messages values (1, 1, 2, 'to Max', '0601020304', '2020-01-01'),
        (2, 2, 1, 'to Léa', '0605060708', '2020-01-01');
      insert into visits values (1, '10.0.0.1');
      """;
  private static final String MAP =
      """
      dataset:
        - fides_key: d
          collections:
            - name: members
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }
                - { name: name, data_categories: [user.name] }
            - name: messages
              description: Messages entre membres
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: sender, fides_meta: { references: [{ dataset: d, field: members.id, tie: owner }] } }
                - { name: recipient, fides_meta: { references: [{ dataset: d, field: members.id, tie: party }]%s } }
                - { name: body, data_categories: [user.content] }
                - { name: phone_of_recipient, data_categories: [user.contact.phone_number], fides_meta: { other_person: true } }
                - { name: sent }
      """;
  private static final String VISITS =
      """
            - name: visits
              description: Journal des visites
              fields:
                - { name: id, fides_meta: { primary_key: true } }
                - { name: address, data_categories: [user.device.ip_address] }
      """;

  private static String policy(String messages) {
    return """
    policy: parties
    language: 2
    zone: Europe/Paris
    subject: { collection: members, same-person-by: [email] }
    rules:
      members:
        cites: section 4
        basis: contract
        starts: { latest: [messages.sent], per: subject }
        keep: { at-most: P1Y }
        then: { messages: %s, members: anonymise }
    anonymise:
      user.contact.email: { strategy: string_rewrite, value: "erased-{key}@invalid" }
      user: null_rewrite
    """
        .formatted(messages);
  }

  private final Foreign database = new Foreign();

  @BeforeEach
  void tables() {
    database.tables(TABLES);
    database.policy(policy("delete"));
    database.map(MAP.formatted(""));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Desk desk() {
    return new Desk(database, database.policy(), database.map(), Desk.TODAY);
  }

  /** A request of Max whose proposed message is confirmed. */
  private Request max(Right right) {
    Request request = desk().letter(right, Identity.email("max@example.fr"));
    new Matches(database.dataSource()).decide(request.id(), "messages:1", true);
    return desk().register().steps().verify(request.id(), "call back", Desk.TODAY);
  }

  @Test
  void anErasureEndsThePersonsRowsAndLeavesThoseInWhichTheyAreAParty() {
    Erased erased = desk().erasure().erase(max(Right.ERASURE).id());

    assertThat(erased.outcomes())
        .extracting(CategoryOutcome::collection, CategoryOutcome::kind, CategoryOutcome::rows)
        .containsExactlyInAnyOrder(
            tuple("members", Kind.ERASED, 1L),
            tuple("messages", Kind.ERASED, 1L),
            tuple("messages", Kind.KEPT, 1L));
    assertThat(erased.state()).isEqualTo(ErasureState.DONE);
    assertThat(database.text("select string_agg(id || body, ',') from messages"))
        .isEqualTo("1to Max");
    assertThat(database.text("select email from members where id = 2"))
        .isEqualTo("erased-2@invalid");
    assertThat(database.text("select email from members where id = 1")).isEqualTo("lea@example.fr");
  }

  @Test
  void whereTheMapSaysWhatOfTheRowIsThePartysThatGoesAndTheRestStays() {
    database.policy(policy("anonymise"));
    database.map(MAP.formatted(", other_person: true"));

    Erased erased = desk().erasure().erase(max(Right.ERASURE).id());

    assertThat(
            database.text(
                "select string_agg(concat_ws(' ', id, sender, recipient, body, phone_of_recipient),"
                    + " ',' order by id) from messages"))
        .startsWith("1 1 ")
        .contains("to Max")
        .doesNotContain("0601020304", "to Léa");
    assertThat(erased.outcomes()).extracting(CategoryOutcome::kind).contains(Kind.KEPT);
  }

  @Test
  void whatTheOfficerSaysIsTheirOwnGoesAsTheirs() {
    Request request = desk().letter(Right.ERASURE, Identity.email("max@example.fr"));
    Matches matches = new Matches(database.dataSource());
    matches.decide(request.id(), "messages:*", Matches.Decision.OWN);
    desk().search(request.id(), Identity.email("max@example.fr"));
    // The account that the message refers to is somebody else's.
    assertThat(matches.rejectRest(request.id())).isEqualTo(1);
    desk().register().steps().verify(request.id(), "call back", Desk.TODAY);

    desk().erasure().erase(request.id());

    assertThat(database.count("messages")).isZero();
  }

  @Test
  void anErasureIsPartialWhereNobodyCouldBeLookedFor() {
    database.map(MAP.formatted("") + VISITS);

    Erased erased = desk().erasure().erase(max(Right.ERASURE).id());

    assertThat(erased.state()).isEqualTo(ErasureState.PARTIAL);
    assertThat(erased.outcomes())
        .filteredOn(outcome -> outcome.kind() == Kind.UNSEARCHED)
        .extracting(CategoryOutcome::collection)
        .containsExactly("visits");
  }

  @Test
  void anErasureIsDoneWhereARowOfTheCollectionWasNamed() {
    database.map(MAP.formatted("") + VISITS);
    Request request = max(Right.ERASURE);
    Identity visit = new Identity("visits.address", "192.0.2.1");
    desk().register().steps().learn(request.id(), List.of(visit));

    assertThat(desk().erasure().erase(request.id()).state()).isEqualTo(ErasureState.DONE);
  }

  /** Its row is somebody else's and is left; that it holds the person's address is told. */
  @Test
  void anAddressThatAnotherTypedAndNeverConfirmedIsNamedAfterTheErasure() {
    database.execute(
        "alter table members add unconfirmed_email text;"
            + "update members set unconfirmed_email = 'Max@example.fr' where id = 1");
    database.map(
        MAP.formatted("")
            .replace(
                "- { name: name,",
                "- { name: unconfirmed_email, data_categories: [user.contact.email],"
                    + " fides_meta: { identity: email, confirmed: false } }\n"
                    + "          - { name: name,"));

    Request request = desk().verified(Right.ERASURE, Identity.email("max@example.fr"));

    Erased erased = desk().erasure().erase(request.id());

    assertThat(erased.residues())
        .containsExactly(
            new ResidueScan.Residue(
                "members", "public.members.unconfirmed_email (unconfirmed)", 1, true));
    assertThat(database.text("select unconfirmed_email from members where id = 1"))
        .isEqualTo("Max@example.fr");
  }

  @Test
  void aBundleShowsThePartyTheRowWithoutWhatIsMaskedAndSaysWhereNobodyCouldLook()
      throws IOException {
    database.map(MAP.formatted("") + VISITS);
    Request request = max(Right.ACCESS);
    Path bundle =
        new SubjectExport(
                database.dataSource(),
                database.policy(),
                database.map(),
                new Controller(
                    new Controller.Contact("Club", "Lyon", "c@example.fr", "dpo@example.fr"),
                    List.of(),
                    "none",
                    List.of(),
                    List.of(),
                    List.of()),
                new RecordingFiles(database.recordings()),
                database.folder().resolve("bundles"),
                Desk.TODAY)
            .write(request, null);

    assertThat(inside(bundle, "messages.csv"))
        .contains("to Max", "to Léa")
        .doesNotContain("0601020304");
    assertThat(inside(bundle, "recherche.json"))
        .contains("\"non_cherche\"", "Journal des visites", "rien ne relie");
    assertThat(inside(bundle, "index.html"))
        .contains("<h2>Non cherché</h2>", "Journal des visites")
        .doesNotContain("rien trouvé dans\u00a0: Journal");
  }

  private static String inside(Path bundle, String file) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      var entry = zip.stream().filter(each -> each.getName().endsWith("/data/" + file)).findFirst();
      return new String(
          zip.getInputStream(entry.orElseThrow()).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
