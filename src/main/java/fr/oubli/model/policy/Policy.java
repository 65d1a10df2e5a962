package fr.oubli.model.policy;

import fr.oubli.model.yaml.Label;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the controller promises, as one file says it. */
public record Policy(
    Heading heading,
    People people,
    Retention retention,
    Masks masks,
    Attachments attachments,
    Books books,
    Limits limits) {

  /**
   * What holds for the policy as a whole.
   *
   * @param name of the company
   * @param sha256 of the file's bytes, in hexadecimal: the version that evidence names
   * @param zone whose days the periods are counted in
   * @param phoneRegion where telephone numbers without a country's code are dialled, such as FR
   * @param language the edition of the policy's language that its rules were read in
   */
  public record Heading(
      String name, String sha256, ZoneId zone, String phoneRegion, Language language) {}

  /**
   * Whose data they are.
   *
   * @param subject null where no collection holds the persons
   * @param objections what stops when somebody objects to marketing
   * @param canvassing null where it is not said who may be called to be sold something
   * @param transfer null where it is not said what goes when the business changes hands
   * @param acceptances null where nobody's acceptance of the policy is stored
   */
  public record People(
      @Nullable SubjectRule subject,
      List<Objection> objections,
      @Nullable Canvassing canvassing,
      @Nullable Transfer transfer,
      @Nullable Acceptances acceptances) {

    public People {
      objections = List.copyOf(objections);
    }
  }

  /** What ends rows, and what keeps them. */
  public record Retention(List<Rule> rules, List<HoldRule> holds) {

    public Retention {
      rules = List.copyOf(rules);
      holds = List.copyOf(holds);
    }
  }

  /**
   * Files outside the database that go with a row.
   *
   * @param columns per collection those that hold the paths of the files
   */
  public record Attachments(Map<String, FileColumns> columns) {

    public Attachments {
      columns = Map.copyOf(columns);
    }
  }

  /**
   * What accountants need to be known.
   *
   * @param fiscalYears null where no clock counts in them
   * @param accounting null where no collection holds accounting documents
   */
  public record Books(@Nullable FiscalYears fiscalYears, @Nullable Accounting accounting) {}

  /** The same policy with other rules. */
  public Policy withRules(List<Rule> rules) {
    Retention other = new Retention(rules, holds());
    return new Policy(heading, people, other, masks, attachments, books, limits);
  }

  /** The same policy with labels for the rules that have none of their own. */
  public Policy labelled(Map<String, Label> labels) {
    return withRules(
        rules().stream()
            .map(
                rule -> {
                  Label label = labels.get(rule.written());
                  return label == null || rule.label().isPresent() ? rule : rule.labelled(label);
                })
            .toList());
  }

  /** The same policy with other limits. */
  public Policy withLimits(Limits other) {
    return new Policy(heading, people, retention, masks, attachments, books, other);
  }

  public String name() {
    return heading.name();
  }

  public String sha256() {
    return heading.sha256();
  }

  public ZoneId zone() {
    return heading.zone();
  }

  public String phoneRegion() {
    return heading.phoneRegion();
  }

  /** The edition of the language that the rules were written and read in. */
  public Language language() {
    return heading.language();
  }

  public @Nullable SubjectRule subject() {
    return people.subject();
  }

  public List<Objection> objections() {
    return people.objections();
  }

  public @Nullable Canvassing canvassing() {
    return people.canvassing();
  }

  public @Nullable Transfer transfer() {
    return people.transfer();
  }

  public @Nullable Acceptances acceptances() {
    return people.acceptances();
  }

  public List<Rule> rules() {
    return retention.rules();
  }

  /**
   * The rule of a name that was noted: of one that was made of a rule whose period stands in the
   * data, that rule.
   */
  public Optional<Rule> rule(String noted) {
    return Stream.of(noted, MadeName.of(noted).written())
        .flatMap(name -> rules().stream().filter(rule -> rule.name().equals(name)))
        .findFirst();
  }

  /**
   * One rule for each clock of persons. Rules that were made of one have the same clock, and what
   * it remembers of a person counts for all of them, whatever period the person has by then.
   */
  public List<Rule> personClocks() {
    Map<String, Rule> clocks = new LinkedHashMap<>();
    rules().stream()
        .filter(rule -> rule.starts().perSubject())
        .forEach(rule -> clocks.putIfAbsent(rule.written(), rule));
    return List.copyOf(clocks.values());
  }

  public List<HoldRule> holds() {
    return retention.holds();
  }

  /** Per collection the columns with the paths of files that go with the row. */
  public Map<String, FileColumns> files() {
    return attachments.columns();
  }

  public @Nullable FiscalYears fiscalYears() {
    return books.fiscalYears();
  }

  public @Nullable Accounting accounting() {
    return books.accounting();
  }
}
