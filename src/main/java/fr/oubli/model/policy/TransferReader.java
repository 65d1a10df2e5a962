package fr.oubli.model.policy;

import fr.oubli.model.policy.Transfer.Contact;
import fr.oubli.model.yaml.Faults;
import fr.oubli.model.yaml.Mapping;
import fr.oubli.model.yaml.Sequence;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code transfer}: how long before people are told, what goes, and where addresses are. */
final class TransferReader {

  private static final String TOLD_BEFORE = "told-before";
  private static final String GOES = "goes";
  private static final String TOLD_BY = "told-by";
  private static final String NAME = "name";
  private static final String EMAIL = "email";
  private static final String ADDRESS = "address";
  private static final String POSTAL_CODE = "postal-code";
  private static final String CITY = "city";

  private final Faults faults;

  TransferReader(Faults faults) {
    this.faults = faults;
  }

  /** Empty where the policy says nothing, or what cannot be read. */
  Optional<Transfer> transfer(Mapping root) {
    return root.mapping("transfer").flatMap(this::read);
  }

  private Optional<Transfer> read(Mapping block) {
    block.knowing(TOLD_BEFORE, GOES, TOLD_BY);
    Optional<Period> before =
        block
            .required(TOLD_BEFORE, TOLD_BEFORE + ": P30D")
            .flatMap(new PeriodReader(faults)::written);
    List<String> goes =
        block
            .requiredSequence(GOES, GOES + ": [customers, orders]")
            .map(list -> list.notEmpty("name the collections whose rows go"))
            .map(Sequence::texts)
            .orElse(List.of());
    List<Contact> toldBy =
        block
            .requiredMapping(TOLD_BY, TOLD_BY + ": { customers: { email: email } }")
            .map(this::contacts)
            .orElse(List.of());
    return before.isPresent() && !goes.isEmpty() && !toldBy.isEmpty()
        ? Optional.of(new Transfer(before.get(), goes, toldBy, block.place()))
        : Optional.empty();
  }

  private List<Contact> contacts(Mapping block) {
    if (block.entries().isEmpty()) {
      faults.add(
          block.place(),
          "'" + TOLD_BY + "' names nobody's address",
          "write { customers: { email: email } }");
    }
    List<Contact> contacts = new ArrayList<>();
    for (Mapping.Entry entry : block.entries()) {
      entry.value().asMapping().flatMap(b -> contact(entry, b)).ifPresent(contacts::add);
    }
    return contacts;
  }

  private Optional<Contact> contact(Mapping.Entry entry, Mapping block) {
    block.knowing(NAME, EMAIL, ADDRESS, POSTAL_CODE, CITY);
    Optional<String> email = block.text(EMAIL);
    List<String> address = columns(block, ADDRESS);
    if (email.isEmpty() && address.isEmpty()) {
      faults.add(
          block.place(),
          "'" + entry.key() + "' has neither an e-mail nor an address to tell people by",
          "write email: the column of the e-mail, or address: [the columns of the street]");
      return Optional.empty();
    }
    return Optional.of(
        new Contact(
            entry.key(),
            columns(block, NAME),
            email.orElse(null),
            address,
            block.text(POSTAL_CODE).orElse(null),
            block.text(CITY).orElse(null),
            entry.place()));
  }

  /** A column, or several. */
  private static List<String> columns(Mapping block, String key) {
    return block
        .value(key)
        .map(
            value ->
                value instanceof Sequence list
                    ? list.notEmpty("name the columns, or leave it out").texts()
                    : value.asText().map(List::of).orElse(List.of()))
        .orElse(List.of());
  }
}
