package fr.oubli.schema.gate;

import fr.oubli.model.policy.ColumnName;
import fr.oubli.model.policy.SubjectRule;
import fr.oubli.model.policy.Transfer;
import fr.oubli.model.policy.Transfer.Contact;
import fr.oubli.model.yaml.Faults;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges what a policy says of a transfer: that what goes and where people's addresses are exist.
 */
record TransferAgainstMap(
    Transfer transfer, @Nullable SubjectRule subject, MapNames names, Faults faults) {

  void check() {
    if (subject == null) {
      faults.add(
          transfer.place(),
          "'transfer' tells people, and the policy names no people",
          "write subject: { collection: the collection of the persons }");
    }
    transfer.goes().forEach(name -> names.collection(name, transfer.place()));
    transfer.toldBy().forEach(this::contact);
  }

  private void contact(Contact contact) {
    if (names.collection(contact.collection(), contact.place()).isPresent()) {
      Stream.of(
              contact.name().stream(),
              contact.address().stream(),
              Stream.of(contact.email(), contact.postalCode(), contact.city())
                  .filter(Objects::nonNull))
          .flatMap(columns -> columns)
          .forEach(
              column ->
                  names.column(new ColumnName(contact.collection(), column), contact.place()));
    }
  }
}
