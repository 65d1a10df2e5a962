package fr.oubli.model.datamap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.oubli.model.datamap.References.Step;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.testing.ShortMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiesTest {

  @TempDir Path folder;

  private DataMap read(ShortMap map) throws IOException {
    return read(map.toString());
  }

  private DataMap read(String yaml) throws IOException {
    return DataMapFile.read(Files.writeString(folder.resolve("map.yml"), yaml));
  }

  private static ShortMap users() {
    return new ShortMap().collection("users", "id !", "email @email");
  }

  /** Ways as people would write them: a step down is a reference that is taken backwards. */
  private static List<String> written(List<List<Step>> ways) {
    return ways.stream()
        .map(
            way ->
                way.stream()
                    .map(
                        step ->
                            step.down()
                                ? "^" + step.child() + "." + step.childField()
                                : step.childField())
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private List<String> owners(ShortMap map, String from) throws IOException {
    return written(read(map).references().owners("users").owners(from));
  }

  private List<String> parties(ShortMap map, String from) throws IOException {
    List<List<Step>> all = read(map).references().parties("users").of(from);
    for (int most = 0; most <= all.size() + 1; most++) {
      assertThat(read(map).references().parties("users").first(from, most))
          .isEqualTo(all.subList(0, Math.min(most, all.size())));
    }
    return written(all);
  }

  private List<String> open(ShortMap map, String from) throws IOException {
    return read(map).references().owners("users").open(from).stream()
        .map(Step::childField)
        .toList();
  }

  @Test
  void theShortestWayIsTheOwnersAndALongerOneAPartys() throws IOException {
    ShortMap map =
        users()
            .collection("edits", "id !", "user_id >users.id")
            .collection("payments", "id !", "edit_id >edits.id", "customer_id >users.id");

    assertThat(owners(map, "payments")).containsExactly("customer_id");
    assertThat(parties(map, "payments")).containsExactly("edit_id user_id");
    assertThat(open(map, "payments")).hasSize(1);
  }

  @Test
  void twoWaysOfOneLengthAreOpenUntilTheMapSaysWhich() throws IOException {
    ShortMap open =
        users().collection("orders", "id !", "made_by >users.id", "customer_id >users.id");
    ShortMap said =
        users().collection("orders", "id !", "made_by >users.id party", "customer_id >users.id");

    assertThat(open(open, "orders")).containsExactly("made_by", "customer_id");
    assertThat(open(said, "orders")).containsExactly("customer_id");
    assertThat(owners(said, "orders")).containsExactly("customer_id");
    assertThat(parties(said, "orders")).containsExactly("made_by");
  }

  @Test
  void ofThreePeopleTheMapSaysWhoseTheRowIs() throws IOException {
    ShortMap map =
        users()
            .collection(
                "tickets",
                "id !",
                "opened_by >users.id",
                "assignee >users.id",
                "customer >users.id owner");

    assertThat(open(map, "tickets")).hasSizeLessThan(2);
    assertThat(owners(map, "tickets")).containsExactly("customer");
    assertThat(parties(map, "tickets")).containsExactly("opened_by", "assignee");
  }

  @Test
  void severalOwnersThatAreSaidAllOwnTheRow() throws IOException {
    ShortMap map =
        users().collection("accounts", "id !", "first >users.id owner", "second >users.id owner");

    assertThat(owners(map, "accounts")).containsExactly("first", "second");
  }

  @Test
  void anOwnerThatIsSaidComesBeforeAShorterWay() throws IOException {
    ShortMap map =
        users()
            .collection("carts", "id !", "user_id >users.id")
            .collection("lines", "id !", "cart_id >carts.id owner", "agent_id >users.id");

    assertThat(owners(map, "lines")).containsExactly("cart_id user_id");
    assertThat(parties(map, "lines")).containsExactly("agent_id");
  }

  @Test
  void referencesUnderAConditionAreAllWaysOfTheOwner() throws IOException {
    ShortMap map =
        users()
            .collection("sales", "id !", "user_id >users.id")
            .collection(
                "notes", "id !", "model", "res_id >users.id model=user >sales.id model=sale");

    assertThat(owners(map, "notes")).containsExactlyInAnyOrder("res_id", "res_id user_id");
    assertThat(parties(map, "notes")).isEmpty();
    assertThat(open(map, "notes")).isEmpty();
  }

  @Test
  void aWayThatAlwaysHoldsBesideOneUnderAConditionIsOpen() throws IOException {
    ShortMap map =
        users()
            .collection(
                "notes", "id !", "model", "res_id >users.id model=user", "author >users.id");

    assertThat(open(map, "notes")).containsExactlyInAnyOrder("res_id", "author");
  }

  @Test
  void aThreadOfAnswersIsNoQuestionOfOwners() throws IOException {
    ShortMap map =
        users()
            .collection(
                "notes", "id !", "model", "res_id >users.id model=user", "reply_to >notes.id");

    assertThat(open(map, "notes")).isEmpty();
    assertThat(owners(map, "notes")).containsExactly("res_id");
  }

  @Test
  void whoRecommendedAUserIsNoOwnerOfThem() throws IOException {
    ShortMap map =
        new ShortMap().collection("users", "id !", "email @email", "referred_by >users.id");

    assertThat(owners(map, "users")).containsExactly("");
    assertThat(open(map, "users")).isEmpty();
  }

  @Test
  void aRowBelowTellsWhoseARowIsAndAllThatBelongToIt() throws IOException {
    ShortMap map =
        users()
            .collection("orders", "id !", "number")
            .collection("buyers", "id !", "order_id >orders.id identifies", "user_id >users.id")
            .collection("addresses", "id !", "order_id >orders.id", "street #user.contact");

    assertThat(owners(map, "orders")).containsExactly("^buyers.order_id user_id");
    assertThat(owners(map, "addresses")).containsExactly("order_id ^buyers.order_id user_id");
    assertThat(owners(map, "buyers")).containsExactly("user_id");
    assertThat(parties(map, "orders")).isEmpty();
  }

  @Test
  void aRowBelowWithoutAReferenceTellsItByItsIdentity() throws IOException {
    ShortMap map =
        users()
            .collection("orders", "id !", "number")
            .collection("contacts", "id !", "order_id >orders.id identifies")
            .collection("mails", "id !", "contact_id >contacts.id identifies", "email @email")
            .collection("addresses", "id !", "order_id >orders.id");

    assertThat(owners(map, "orders")).isEmpty();
    assertThat(written(read(map).references().owners("users").identified("orders")))
        .containsExactly("^contacts.order_id", "^contacts.order_id ^mails.contact_id");
    assertThat(written(read(map).references().owners("users").identified("addresses")))
        .containsExactly(
            "order_id ^contacts.order_id", "order_id ^contacts.order_id ^mails.contact_id");
  }

  @Test
  void whereNothingIsSaidPersonalRowsThatAPersonPointsAtConcernThem() throws IOException {
    ShortMap map =
        new ShortMap()
            .collection("countries", "id !", "name")
            .collection("addresses", "id !", "street #user.contact", "country_id >countries.id")
            .collection("users", "id !", "email @email", "home_id >addresses.id");

    assertThat(owners(map, "addresses")).isEmpty();
    assertThat(parties(map, "addresses")).containsExactly("^users.home_id");
    assertThat(parties(map, "countries")).isEmpty();
  }

  @Test
  void whatElseRefersToAnOrganisationIsNotOfAllItsMembers() throws IOException {
    ShortMap map =
        new ShortMap()
            .collection("organisations", "id !", "contact #user.contact")
            .collection("users", "id !", "email @email", "organisation_id >organisations.id")
            .collection("api_keys", "id !", "organisation_id >organisations.id", "label #user");

    assertThat(parties(map, "organisations")).containsExactly("^users.organisation_id");
    assertThat(parties(map, "api_keys")).isEmpty();
  }

  @Test
  void rowsThatHaveAWayUpAreNotFollowedDown() throws IOException {
    ShortMap map =
        new ShortMap()
            .collection("users", "id !", "email @email", "home_id >addresses.id")
            .collection("addresses", "id !", "street #user.contact", "user_id >users.id");

    assertThat(owners(map, "addresses")).containsExactly("user_id");
    assertThat(parties(map, "addresses")).isEmpty();
  }

  @Test
  void anAddressThatNobodyConfirmedIdentifiesNobody() throws IOException {
    Collection users =
        read(new ShortMap().collection("users", "id !", "email @email", "new_email ?email"))
            .required("users");

    assertThat(users.identities("email")).extracting(Field::name).containsExactly("email");
    assertThat(users.claims("email")).extracting(Field::name).containsExactly("new_email");
  }

  @ParameterizedTest
  @CsvSource({
    "unconfirmed_email",
    "pending_email",
    "new_email",
    "newEmail",
    "email_unverified",
    "nouvel_email",
    "email_non_confirme"
  })
  void aNameThatLooksUnconfirmedHasToBeSaidEitherWay(String name) {
    assertThatThrownBy(() -> read(new ShortMap().collection("users", "id !", name + " @email")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("map.yml:8: '" + name + "' looks like an identity that nobody")
        .hasMessageContaining("confirmed: false");
    assertThat(Identity.looksUnconfirmed("newsletter_email")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "tie: ower | unknown tie 'ower'; did you mean 'owner'?",
        "tie: both | unknown tie 'both'; write one of owner, party, identifies",
        "when: { kin: [a] } | 'when' names 'kin', which is no field of 'notes'; did you mean 'kind'?",
        "when: { kind: [] } | is an empty list; name the values, such as [order]",
        "when: { kind: a } | write it between brackets",
        "ties: owner | unknown key 'ties'",
      })
  void whatIsWrongWithATieIsALine(String said, String fault) {
    String map =
        users()
            .collection("notes", "id !", "kind", "user_id >users.id")
            .toString()
            .replace("direction: from", said);

    assertThatThrownBy(() -> read(map))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("map.yml:13: ")
        .hasMessageContaining(fault);
  }

  @Test
  void aReferenceThatIsWrittenOnBothEndsSaysItsTieOnce() throws IOException {
    String both =
        users()
            .collection("notes", "id !", "user_id >users.id owner")
            .toString()
            .replace(
                "primary_key: true } }\n          - { name: email",
                "primary_key: true, references: [{ dataset: d, field: notes.user_id }] } }\n"
                    + "          - { name: email");
    DataMap map = read(both);

    assertThat(map.required("notes").field("user_id").orElseThrow().references())
        .singleElement()
        .extracting(Reference::tie)
        .isEqualTo(Tie.OWNER);
    assertThatThrownBy(() -> read(both.replace("notes.user_id }", "notes.user_id, tie: party }")))
        .hasMessageContaining("the reference of 'user_id' to 'users' is told twice");
  }
}
