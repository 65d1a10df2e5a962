package fr.oubli.setup.draft;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.datamap.Field;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.gate.Problem;
import fr.oubli.setup.ties.ValueProbe;
import fr.oubli.testing.Foreign;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a draft proposes and asks of whose a row is, read as a person reads it. */
class DraftedTiesIT {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  private static final String OF_MANY_WAYS =
      """
      create table addresses (id int primary key, street text, city text);
      create table people (id int primary key, email text, full_name text,
        address_id int references addresses, last_seen timestamptz);
      create table edits (id int primary key, person_id int not null references people,
        made_at timestamptz not null);
      create table messages (id int primary key, from_id int not null references people,
        to_id int not null references people, body text, sent_at timestamptz not null);
      create table payments (id int primary key, customer_id int, edit_id int references edits);
      insert into people select i, 'p' || i || '@ex.org', 'Jean ' || i from generate_series(1, 10) i;
      insert into payments values (1, 5, null);
      """;

  private static final String GUEST_ORDERS =
      """
      create table customer (id bigint primary key, email text not null unique, name text);
      create table orders (id bigint primary key, number text not null, note text);
      create table order_customer (id bigint primary key, order_id bigint not null references orders,
        customer_id bigint references customer, email text not null, first_name text);
      create table order_address (id bigint primary key, order_id bigint not null references orders,
        street text, phone text);
      insert into orders values (10, '10010', ''), (11, '10011', '');
      insert into order_customer values (100, 10, null, 'a@ex.org', 'A'), (110, 11, null, 'b@ex.org', 'B');
      """;

  private static final String MESSAGES_OF_MODELS =
      """
      create table res_partner (id bigint primary key, name text, email text not null);
      create table sale_order (id bigint primary key, partner_id bigint not null references res_partner);
      create table mail_message (id bigint primary key, model text not null, res_id bigint not null,
        author_id bigint references res_partner, body text not null);
      insert into res_partner values (7, 'Lou', 'lou@ex.org'), (8, 'Max', 'max@ex.org');
      insert into sale_order values (7, 8), (9, 7);
      insert into mail_message values (1, 'res.partner', 7, 8, 'x'), (2, 'sale.order', 7, 8, 'x'),
        (3, 'sale.order', 9, 8, 'x'), (4, 'product.template', 7, 8, 'x');
      """;

  private final Foreign database = new Foreign();

  @AfterEach
  void close() {
    database.close();
  }

  private Draft draft(String tables) {
    database.tables(tables);
    Surveyor surveyor = new Surveyor(database.dataSource());
    Sampler sampler = new Sampler(database.dataSource(), 1000, TODAY);
    return surveyor.draft(
        surveyor.schemas(List.of("public")),
        sampler::look,
        ValueProbe.of(database.dataSource(), 1000));
  }

  private Draft unsampled(String tables) {
    database.tables(tables);
    Surveyor surveyor = new Surveyor(database.dataSource());
    return surveyor.draft(
        surveyor.schemas(List.of("public")), UnaryOperator.identity(), ValueProbe.none());
  }

  /** The lines of a collection, from the comments above its name on. */
  private static String collection(Draft draft, String name) {
    String text = MapText.of(draft);
    int start = text.indexOf("      # " + name + ": ");
    int next = text.indexOf("\n      # ", text.indexOf("      - name: " + name + "\n"));
    return text.substring(start, next < 0 ? text.length() : next + 1);
  }

  /** The line that maps a field, and the comments above it. */
  private static List<String> field(Draft draft, String collection, String name) {
    List<String> lines = collection(draft, collection).lines().map(String::strip).toList();
    int end = 0;
    while (!lines.get(end).startsWith("- { name: " + name + "}")
        && !lines.get(end).startsWith("- { name: " + name + ",")) {
      end++;
    }
    int start = end;
    while (lines.get(start - 1).startsWith("#")) {
      start--;
    }
    return lines.subList(start, end + 1);
  }

  private static String tie(Draft draft, String collection, String name) {
    List<String> lines = field(draft, collection, name);
    String last = lines.get(lines.size() - 1);
    return last.replaceFirst("^(?!.*tie: ).*$", "unsaid").replaceFirst("^.*tie: (\\w+).*$", "$1");
  }

  @Test
  void theCustomerOwnsAnOrderThatAnAgentTypedInAndIsAskedAbout() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text not null, role text not null);
            create table orders (id int primary key, created_by int not null references users,
              customer_id int not null references users);
            insert into users select i, 'p' || i || '@ex.org', case when i < 3 then 'staff' else 'customer' end
              from generate_series(1, 30) i;
            insert into orders select i, 1 + i % 2, i from generate_series(3, 30) i;
            """);

    assertThat(tie(draft, "orders", "customer_id")).isEqualTo("owner");
    assertThat(tie(draft, "orders", "created_by")).isEqualTo("party");
    assertThat(collection(draft, "orders"))
        .contains(
            "# DECIDE: whose is a row? created_by is proposed as party (its name says who dealt with"
                + " it or typed it in, 100 % of its people in the sample are staff, 2 different in"
                + " the sample); customer_id is proposed as owner (its name says whose it is, 0 % of"
                + " its people in the sample are staff, 28 different in the sample)");
  }

  @Test
  void whoIsStaffDecidesWhereNamesSayNothing() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text not null, is_admin boolean not null);
            create table files (id int primary key, first_user int not null references users,
              second_user int not null references users);
            insert into users select i, 'p' || i || '@ex.org', i < 3 from generate_series(1, 30) i;
            insert into files select i, 1 + i % 2, i from generate_series(3, 30) i;
            """);

    assertThat(tie(draft, "files", "first_user")).isEqualTo("party");
    assertThat(tie(draft, "files", "second_user")).isEqualTo("owner");
  }

  @Test
  void threePeopleInARowAreOneOwnerAndTwoParties() {
    Draft draft =
        draft(
            """
            create table utilisateurs (id int primary key, courriel text not null);
            create table messages (id int primary key, expediteur_id int not null references utilisateurs,
              destinataire_id int not null references utilisateurs, modere_par int references utilisateurs,
              texte text, envoye_le timestamptz not null);
            """);

    assertThat(tie(draft, "messages", "expediteur_id")).isEqualTo("owner");
    assertThat(tie(draft, "messages", "destinataire_id")).isEqualTo("party");
    assertThat(tie(draft, "messages", "modere_par")).isEqualTo("party");
    assertThat(collection(draft, "messages"))
        .containsOnlyOnce("DECIDE: whose is a row?")
        .contains(
            "modere_par is proposed as party (its name says who dealt with it or typed it in");
    assertThat(PolicyText.of(draft))
        .contains("  # { messages.envoye_le: any-party } in latest")
        .contains("starts: { latest: [messages.envoye_le], per: subject }");
  }

  @Test
  void namesInFrenchAreUnderstood() {
    Draft draft =
        draft(
            """
            create table clients (id int primary key, nom text, courriel text);
            create table salaries (id int primary key, nom text, prenom text);
            create table commandes (id int primary key, saisie_par int references salaries,
              client_id int not null references clients, vendeur_id int references salaries);
            create table demandes (id int primary key, demandeur_id int not null references clients,
              assigne_a int references clients, traite_par int references clients);
            """);

    assertThat(tie(draft, "commandes", "client_id")).isEqualTo("owner");
    assertThat(tie(draft, "commandes", "saisie_par")).isEqualTo("party");
    assertThat(tie(draft, "commandes", "vendeur_id")).isEqualTo("party");
    assertThat(tie(draft, "demandes", "demandeur_id")).isEqualTo("owner");
    assertThat(tie(draft, "demandes", "assigne_a")).isEqualTo("party");
    assertThat(tie(draft, "demandes", "traite_par")).isEqualTo("party");
    assertThat(draft.ties().ownerQuestion(draft.mapped().get(1).table())).isPresent();
  }

  @Test
  void whoReferredAPersonIsNoQuestionOfOwners() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text, referred_by int references users);
            """);

    assertThat(MapText.of(draft)).doesNotContain("whose is a row?", "tie:");
  }

  @Test
  void oneReferenceAndOneAddressAreNoQuestionUnlessTheReferenceIsAnAgents() {
    Draft draft =
        draft(
            """
            create table customers (id int primary key, email text);
            create table orders (id int primary key, customer_id int references customers, email text);
            create table quotes (id int primary key, created_by int references customers, email text);
            """);

    assertThat(collection(draft, "orders")).doesNotContain("DECIDE", "tie:");
    assertThat(tie(draft, "quotes", "created_by")).isEqualTo("party");
    assertThat(collection(draft, "quotes"))
        .contains("DECIDE: whose is a row?", "Its address or number then says whose it is");
  }

  @Test
  void aLongerWayIsProposedWhereTheShorterOnlySaysWhoTypedItIn() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text);
            create table orders (id int primary key, customer_id int not null references users);
            create table order_notes (id int primary key, order_id int not null references orders,
              created_by int references users, body text);
            create table comments (id int primary key, order_id int not null references orders,
              author_id int not null references users, body text);
            """);

    assertThat(tie(draft, "order_notes", "order_id")).isEqualTo("owner");
    assertThat(tie(draft, "order_notes", "created_by")).isEqualTo("party");
    assertThat(collection(draft, "order_notes")).contains("DECIDE: whose is a row?");
    assertThat(collection(draft, "comments")).doesNotContain("whose is a row?");
  }

  @Test
  void whatAColleagueTypedInIsNobodysAndAPostItsCreators() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text);
            create table products (id int primary key, label text, created_by int references users);
            create table posts (id int primary key, body text, created_by int references users);
            """);

    assertThat(tie(draft, "products", "created_by")).isEqualTo("party");
    assertThat(collection(draft, "products"))
        .contains("The rows of products are then nobody's own");
    assertThat(tie(draft, "posts", "created_by")).isEqualTo("owner");
    assertThat(PolicyText.of(draft))
        .doesNotContain("products: delete")
        .doesNotContain("\n  products-");
  }

  @Test
  void friendsBlocksAndReviewsAreAsked() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text);
            create table friends (user_id int references users, friend_id int references users,
              primary key (user_id, friend_id));
            create table blocks (id int primary key, blocked_id int references users,
              blocker_id int references users);
            create table reviews (id int primary key, reviewer_id int references users,
              reviewee_id int references users, stars int);
            """);

    assertThat(List.of(tie(draft, "friends", "user_id"), tie(draft, "friends", "friend_id")))
        .containsExactly("owner", "party");
    assertThat(List.of(tie(draft, "blocks", "blocker_id"), tie(draft, "blocks", "blocked_id")))
        .containsExactly("owner", "party");
    assertThat(List.of(tie(draft, "reviews", "reviewer_id"), tie(draft, "reviews", "reviewee_id")))
        .containsExactly("owner", "party");
    assertThat(MapText.of(draft).split("whose is a row", -1)).hasSize(4);
  }

  @Test
  void aKeyWithoutAConstraintIsProposedWithWhatTheSampleSays() {
    Draft draft = draft(OF_MANY_WAYS);

    assertThat(field(draft, "payments", "customer_id"))
        .contains(
            "# DECIDE: all 1 values of the sample are keys of people, and no foreign key says so; does"
                + " it refer to them?")
        .last()
        .asString()
        .contains("field: people.id, direction: from }");
    assertThat(tie(draft, "messages", "from_id")).isEqualTo("owner");
    assertThat(tie(draft, "messages", "to_id")).isEqualTo("party");
    assertThat(field(draft, "people", "address_id"))
        .anyMatch(line -> line.startsWith("# DECIDE: nothing in addresses says whose a row is"))
        .last()
        .asString()
        .contains("field: addresses.id, direction: from, tie: identifies");
  }

  @Test
  void aKeyThatItsNameAndAllValuesSpeakForIsCertainAndOneOfStrangersIsNotProposed() {
    String tables =
        """
        create table customers (id int primary key, email text);
        create table payments (id int primary key, customer_id int, amount int);
        create table invoices (id int primary key, payment_id bigint, client_id int);
        insert into customers select i, 'p' || i || '@ex.org' from generate_series(1, 100) i;
        insert into payments select i, i, i from generate_series(1, 100) i;
        insert into invoices select i, i, 500 + i from generate_series(1, 100) i;
        """;
    Draft draft = draft(tables);

    assertThat(field(draft, "payments", "customer_id"))
        .contains("# all 100 values of the sample are keys of customers")
        .noneMatch(line -> line.contains("DECIDE"))
        .last()
        .asString()
        .contains("field: customers.id");
    assertThat(field(draft, "invoices", "payment_id")).last().asString().contains("payments.id");
    assertThat(field(draft, "invoices", "client_id"))
        .contains(
            "# DECIDE: it looks like a key of customers, but only 0 of the 100 values of the sample"
                + " are; of which table?")
        .last()
        .asString()
        .doesNotContain("references");
    assertThat(field(unsampled(tables), "payments", "customer_id"))
        .anyMatch(line -> line.contains("DECIDE") && line.contains("no value was looked at"))
        .last()
        .asString()
        .doesNotContain("references");
  }

  @Test
  void anOrdersCustomerSaysWhoseTheOrderIs() {
    Draft draft = draft(GUEST_ORDERS);

    assertThat(tie(draft, "order_customer", "order_id")).isEqualTo("identifies");
    assertThat(field(draft, "order_customer", "order_id"))
        .anyMatch(line -> line.startsWith("# DECIDE: nothing in orders says whose a row is"));
    assertThat(tie(draft, "order_customer", "customer_id")).isEqualTo("unsaid");
    assertThat(tie(draft, "order_address", "order_id")).isEqualTo("unsaid");
    assertThat(field(draft, "order_address", "street")).last().asString().contains("street]");
    assertThat(draft.subjects().get(0).table().name()).isEqualTo("customer");
  }

  @Test
  void theMembersOfATeamDoNotSayWhoseTheTeamIs() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text);
            create table teams (id int primary key, label text);
            create table team_members (team_id int references teams, user_id int references users,
              primary key (team_id, user_id));
            create table articles (id int primary key, label text);
            create table article_likes (id int primary key, article_id int references articles,
              user_id int references users);
            insert into users values (1, 'a@ex.org'), (2, 'b@ex.org');
            insert into articles values (1, 'x');
            insert into article_likes values (1, 1, 1), (2, 1, 2);
            """);

    assertThat(MapText.of(draft)).doesNotContain("identifies");
  }

  @Test
  void aPairOfKindAndKeyRefersUnderTheConditionsOfTheSample() {
    Draft draft = draft(MESSAGES_OF_MODELS);

    assertThat(field(draft, "mail_message", "res_id"))
        .anyMatch(
            line ->
                line.startsWith("# DECIDE: model says which table res_id refers to: ")
                    && line.endsWith("1 of its words name no mapped table. Is that all?"))
        .last()
        .asString()
        .contains("when: { model: [res.partner] }", "when: { model: [sale.order] }");
    assertThat(collection(draft, "mail_message")).contains("DECIDE: whose is a row?");
  }

  @Test
  void wordsOfProgramsNameTables() {
    String tables =
        """
        create table users (id int primary key, email text);
        create table orders (id int primary key, user_id int references users);
        create table blog_posts (id int primary key, user_id int references users);
        create table activities (id int primary key, subject_type text, subject_id int, note text);
        create table comments (id int primary key, user_id int not null references users,
          commentable_type text not null, commentable_id int not null);
        create table products (id int primary key, product_type text, product_id int);
        insert into users select i, 'p' || i || '@ex.org' from generate_series(1, 5) i;
        insert into orders select i, i from generate_series(1, 5) i;
        insert into blog_posts select i, i from generate_series(1, 5) i;
        insert into activities values (1, 'App\\Models\\Order', 1, 'x'), (2, 'App\\Models\\User', 2, 'x'),
          (3, 'Secret words of somebody', 3, 'x');
        insert into comments values (1, 1, 'Blog::Post', 1), (2, 1, 'User', 2);
        insert into products values (1, 'book', 1), (2, 'film', 2);
        """;
    Draft draft = draft(tables);

    assertThat(field(draft, "activities", "subject_id"))
        .last()
        .asString()
        .contains(
            "field: orders.id, direction: from, when: { subject_type: [\"App\\\\Models\\\\Order\"] } }",
            "field: users.id, direction: from, when: { subject_type: [\"App\\\\Models\\\\User\"] } }");
    assertThat(field(draft, "comments", "commentable_id"))
        .last()
        .asString()
        .contains(
            "field: blog_posts.id, direction: from, tie: party, when: { commentable_type:"
                + " [\"Blog::Post\"] }",
            "field: users.id, direction: from, tie: party, when: { commentable_type: [User] }");
    assertThat(tie(draft, "comments", "user_id")).isEqualTo("owner");
    assertThat(collection(draft, "products")).doesNotContain("references", "DECIDE");
    assertThat(MapText.of(draft)).doesNotContain("Secret");
    assertThat(field(unsampled(tables), "comments", "commentable_id"))
        .anyMatch(line -> line.contains("DECIDE") && line.contains("no value was looked at"))
        .last()
        .asString()
        .doesNotContain("references");
  }

  @Test
  void anAddressThatNobodyConfirmedIsProposedAsAClaim() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text not null, unconfirmed_email text, name text);
            create table orders (id int primary key, user_id int not null references users);
            """);

    assertThat(field(draft, "users", "unconfirmed_email"))
        .anyMatch(line -> line.startsWith("# DECIDE: its name says that nobody confirmed it"))
        .last()
        .asString()
        .contains("identity: email, confirmed: false");
    assertThat(field(draft, "users", "email"))
        .noneMatch(line -> line.contains("DECIDE") || line.contains("confirmed"));
    assertThat(PolicyText.of(draft)).contains("# same-person-by: [email] beside it");
  }

  @Test
  void newPendingAndFrenchWordsAreClaimsAndSoIsAnOrganisationsAddress() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text, "newEmail" text, pending_phone text,
              nouvel_email text, email_non_verifie text, email_en_attente text, news_email text);
            create table organizations (id int primary key, label text, email text);
            create table suppliers (id int primary key, contact_email text);
            """);

    for (String claim :
        List.of(
            "newEmail", "pending_phone", "nouvel_email", "email_non_verifie", "email_en_attente")) {
      assertThat(field(draft, "users", claim)).last().asString().contains("confirmed: false");
    }
    assertThat(field(draft, "users", "news_email")).last().asString().doesNotContain("confirmed");
    assertThat(field(draft, "organizations", "email"))
        .anyMatch(line -> line.startsWith("# DECIDE: an organisation's address"))
        .last()
        .asString()
        .contains("identity: email, confirmed: false");
    assertThat(field(draft, "suppliers", "contact_email"))
        .last()
        .asString()
        .contains("confirmed: false");
  }

  @Test
  void theGatesAcceptWhatIsProposedOnceItsPeriodsAreDecided() throws IOException {
    for (String tables : List.of(OF_MANY_WAYS, GUEST_ORDERS, MESSAGES_OF_MODELS)) {
      Draft draft = draft(tables);
      database.map(MapText.of(draft));
      database.policy(
          PolicyText.of(draft)
              .replace("at-most: DECIDE", "at-most: P3Y")
              .replace("DECIDE: ", "")
              .replace("[messages.sent_at, ", "[{ messages.sent_at: any-party }, "));
      if (PolicyText.of(draft).contains("    then: ")) {
        Catalog catalog = Catalog.read(database.dataSource(), database.map());
        assertThat(Gates.check(database.dataSource(), catalog, database.map(), database.policy()))
            .extracting(Problem::line)
            .noneMatch(line -> line.contains("leaves open") || line.contains("refers to"));
      } else {
        assertThat(database.map().collections()).isNotEmpty();
      }
    }
  }

  @Test
  void whatTheReaderTakesForUnconfirmedTheDraftTakesForItToo() {
    Draft draft =
        draft(
            """
            create table users (id int primary key, email text, email_unconfirmed text,
              not_confirmed_email text, unverified_email text, unvalidated_email text, next_email text,
              requested_email text, claimed_email text, tentative_email text, email_non_confirme text,
              email_non_confirmee text, nouveau_mail text, nouvelle_adresse_mail text,
              mail_demande text, pending_email text, email_valide text);
            """);
    database.map(MapText.of(draft));

    assertThat(database.map().required("users").identities("email"))
        .extracting(Field::name)
        .containsExactly("email", "email_valide");
  }
}
