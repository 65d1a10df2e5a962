package fr.oubli.decision.person;

import static org.assertj.core.api.Assertions.assertThat;

import fr.oubli.model.policy.Policy;
import fr.oubli.model.policy.PolicyFile;
import fr.oubli.schema.catalog.Catalog;
import fr.oubli.schema.sql.MappedSchema;
import fr.oubli.testing.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which accounts are one person's, where an e-mail or a number that two of them have makes them
 * one.
 */
class TiedPeopleIT {

  /** An account as it was inserted. */
  private record Account(long id, String email, String phone) {

    boolean meets(Account other) {
      return email.equals(other.email) || phone.equals(other.phone);
    }
  }

  @TempDir private Path folder;
  private final Company company = new Company();
  private final List<Account> accounts = new ArrayList<>();

  @AfterEach
  void close() {
    company.close();
  }

  /** The database takes each e-mail once, as it is written; a space makes it no other person's. */
  private void account(int email, int phone) {
    String address = "a%d@exemple.fr".formatted(email);
    String number = "+336%08d".formatted(phone);
    String written = " ".repeat(accounts.size()) + address;
    accounts.add(new Account(company.customer(written, number), address, number));
  }

  private Policy policy() throws IOException {
    String shipped = Files.readString(Path.of("jobs/policy.yml"));
    return PolicyFile.read(
        Files.writeString(
            folder.resolve("policy.yml"),
            shipped.replace("same-person-by: [email]", "same-person-by: [email, phone_number]")));
  }

  /** The accounts of each person, as they were gathered. */
  private Set<Set<Long>> gathered() throws IOException {
    MappedSchema schema =
        new MappedSchema(
            policy(), Company.map(), Catalog.read(company.dataSource(), Company.map()));
    Map<Long, Set<Long>> people = new HashMap<>();
    new TransactionTemplate(new JdbcTransactionManager(company.dataSource()))
        .executeWithoutResult(
            status -> {
              JdbcTemplate jdbc = new JdbcTemplate(company.dataSource());
              TiedPeople tied =
                  TiedPeople.gather(schema, Company.map(), jdbc, List.of("customers"));
              jdbc.query(
                  "select i.value::bigint as account, i.person from "
                      + tied.identifiers("i").text()
                      + " where i.kind = ?",
                  row -> {
                    people
                        .computeIfAbsent(row.getLong("person"), person -> new TreeSet<>())
                        .add(row.getLong("account"));
                  },
                  PersonIdentifiers.ACCOUNT);
            });
    return new HashSet<>(people.values());
  }

  /** The same, by walking from account to account. */
  private Set<Set<Long>> walked() {
    Set<Set<Long>> people = new HashSet<>();
    Set<Account> left = new HashSet<>(accounts);
    while (!left.isEmpty()) {
      Set<Account> person = new HashSet<>();
      reach(left.iterator().next(), left, person);
      people.add(new TreeSet<>(person.stream().map(Account::id).toList()));
    }
    return people;
  }

  private static void reach(Account first, Collection<Account> left, Set<Account> person) {
    List<Account> next = new ArrayList<>(List.of(first));
    while (!next.isEmpty()) {
      Account account = next.remove(next.size() - 1);
      if (left.remove(account)) {
        person.add(account);
        left.stream().filter(account::meets).forEach(next::add);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 60, 200})
  void accountsThatShareAnEmailOrANumberAreOnePersons(int different) throws IOException {
    Random random = new Random(different);
    for (int i = 0; i < 120; i++) {
      account(random.nextInt(different), random.nextInt(different));
    }
    assertThat(gathered()).isEqualTo(walked());
  }

  @Test
  void aChainOfAccountsIsOnePersonHoweverLongAndInWhateverOrder() throws IOException {
    List<Integer> links = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      links.add(i);
    }
    Collections.shuffle(links, new Random(7));
    links.forEach(link -> account((link + 1) / 2, link / 2));
    account(900, 900);
    assertThat(gathered()).isEqualTo(walked()).hasSize(2);
  }
}
