package fr.oubli.setup.clues;

import fr.oubli.schema.catalog.Column;
import fr.oubli.setup.clues.ColumnJudge.Opinion;
import fr.oubli.setup.clues.SampleShares.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges a column by a sample of its values, or by a type that can hold only one kind of value. */
final class ValueOpinion {

  private static final int FEW = 5;
  private static final int MOST = 80;
  private static final int MANY = 50;
  private static final int SOME = 20;

  /**
   * The kinds of value that are easy to recognise, and the category of each. Telephone numbers come
   * last, because they are the easiest to mistake.
   */
  private static final Map<Kind, String> FORMS = new EnumMap<>(Kind.class);

  static {
    FORMS.put(Kind.EMAIL, "user.contact.email");
    FORMS.put(Kind.IBAN, "user.financial.bank_account");
    FORMS.put(Kind.CARD, "user.financial.credit_card");
    FORMS.put(Kind.SOCIAL, "user.government_id.national_identification_number");
    FORMS.put(Kind.IP, "user.device.ip_address");
    FORMS.put(Kind.PHONE, "user.contact.phone_number");
  }

  private ValueOpinion() {}

  static Optional<Opinion> of(TableFacts facts, Column column, TableSubject about) {
    SampleShares shares = facts.shares(column);
    for (Map.Entry<Kind, String> form : FORMS.entrySet()) {
      if (Clues.text(column) && shares.seen() >= FEW && shares.percent(form.getKey()) >= MOST) {
        return Optional.of(formed(facts, column, about, form.getKey(), form.getValue()));
      }
    }
    return switch (column.baseType()) {
      case "inet", "cidr" -> Optional.of(typed("user.device.ip_address", about, column));
      case "macaddr", "macaddr8" -> Optional.of(typed("user.device.device_id", about, column));
      default -> Optional.empty();
    };
  }

  private static Opinion formed(
      TableFacts facts, Column column, TableSubject about, Kind kind, String category) {
    SampleShares shares = facts.shares(column);
    @Nullable String named =
        Clues.named(facts, column)
            .or(() -> Clues.commented(facts, column))
            .map(NameClue::category)
            .orElse(null);
    String fax = "user.contact.fax_number";
    if (kind == Kind.PHONE && fax.equals(named)) {
      return about.personal()
          ? Opinion.sure(fax, "its name, and " + shares.say(kind))
          : Opinion.open(null, shares.say(kind), "a person's number, or a company's?");
    }
    if (kind == Kind.PHONE && !about.personal()) {
      return Opinion.open(null, shares.say(kind), "a person's number, or a company's?");
    }
    if (category.equals(named)) {
      return Opinion.sure(category, "its name, and " + shares.say(kind));
    }
    return about.personal() || kind == Kind.EMAIL
        ? Opinion.likely(category, shares.say(kind))
        : Opinion.open(category, shares.say(kind), "are they people's?");
  }

  private static Opinion typed(String category, TableSubject about, Column column) {
    String reason = "its type is " + column.type();
    return about.personal()
        ? Opinion.sure(category, reason)
        : Opinion.open(category, reason, "a person's device, or a machine of yours?");
  }

  /** Judges by weaker signs in the values, which count only if no column name gave a clue. */
  static Optional<Opinion> weaker(TableFacts facts, Column column, TableSubject about) {
    SampleShares shares = facts.shares(column);
    if (shares.seen() < FEW) {
      return Optional.empty();
    }
    if (Clues.text(column) && shares.percent(Kind.PERSON) >= MANY) {
      String category =
          shares.percent(Kind.ONE_WORD) >= MOST && about.namesPerson()
              ? "user.name.first"
              : "user.name";
      return Optional.of(
          about.personal()
              ? Opinion.likely(category, shares.say(Kind.PERSON))
              : Opinion.open(category, shares.say(Kind.PERSON), "are they people's names?"));
    }
    boolean day = column.isDate() || Clues.text(column);
    if (day
        && about == TableSubject.PERSON
        && shares.percent(Kind.BIRTH) >= MOST
        && shares.enough()) {
      return Optional.of(
          Opinion.open(
              "user.demographic.date_of_birth",
              shares.say(Kind.BIRTH),
              "is it the day of a birth?"));
    }
    if (shares.percent(Kind.HOLDS_EMAIL) >= SOME) {
      return Optional.of(
          Opinion.open(
              Clues.nested(column) ? "user" : "user.content.private",
              shares.say(Kind.HOLDS_EMAIL),
              "what else does it hold of a person?"));
    }
    return Optional.empty();
  }
}
