package fr.oubli.setup.draft;

import static fr.oubli.setup.draft.Drafts.collection;
import static fr.oubli.setup.draft.Drafts.tie;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a draft proposes and asks of whose a row is, where several people are named in it. */
class DraftedOwnersIT {

  private final Drafts drafts = new Drafts();

  @AfterEach
  void close() {
    drafts.close();
  }

  @Test
  void theCustomerOwnsAnOrderThatAnAgentTypedInAndIsAskedAbout() {
    Draft draft =
        drafts.draft(
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
        drafts.draft(
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
        drafts.draft(
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
        drafts.draft(
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
        drafts.draft(
            """
            create table users (id int primary key, email text, referred_by int references users);
            """);

    assertThat(MapText.of(draft)).doesNotContain("whose is a row?", "tie:");
  }

  @Test
  void oneReferenceAndOneAddressAreNoQuestionUnlessTheReferenceIsAnAgents() {
    Draft draft =
        drafts.draft(
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
        drafts.draft(
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
        drafts.draft(
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
        drafts.draft(
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
  void whatTheBusinessKeepsIsNotEndedBecauseADateStandsThere() {
    Draft draft =
        drafts.draft(
            """
            create table tenants (id int primary key, label text, email text, created_at timestamptz);
            create table users (id int primary key, tenant_id int references tenants, email text);
            create table organizations (id int primary key, owner_id int references users,
              created_at timestamptz);
            create table products (id int primary key, seller_id int references users,
              display_name text, created_at timestamptz);
            create table plans (id int primary key, user_id int references users, created_at timestamptz);
            create table orders (id int primary key, user_id int references users,
              product_id int references products, ordered_at timestamptz);
            create table order_lines (id int primary key, order_id int references orders,
              created_at timestamptz);
            """);
    String policy = PolicyText.of(draft);

    assertThat(policy)
        .contains("subject: { collection: users }", "then: { order_lines: delete, orders: delete }")
        .contains("what is the business's own: organizations, plans, products")
        .doesNotContain(
            "organizations: delete", "plans: delete", "products: delete", "tenants: delete");
    assertThat(draft.subjects()).extracting(each -> each.table().name()).containsExactly("users");
    assertThat(collection(draft, "products")).doesNotContain("[user.name");
  }
}
