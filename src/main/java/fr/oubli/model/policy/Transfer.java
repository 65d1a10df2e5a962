package fr.oubli.model.policy;

import fr.oubli.model.yaml.Place;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is promised for the day on which the business changes hands: people are told before their
 * data go.
 *
 * @param toldBefore how long before
 * @param goes the collections whose rows go
 * @param toldBy where the names and addresses of people stand, the first that reaches somebody
 *     counts
 */
public record Transfer(Period toldBefore, List<String> goes, List<Contact> toldBy, Place place) {

  public Transfer {
    goes = List.copyOf(goes);
    toldBy = List.copyOf(toldBy);
    if (goes.isEmpty() || toldBy.isEmpty()) {
      throw new IllegalArgumentException("something goes, and somebody is told");
    }
  }

  /**
   * Where a row has somebody's name and address.
   *
   * @param name columns, in the order in which they are written
   * @param email null where there is none
   * @param address the columns of street, number and floor; empty where nothing goes by post
   * @param postalCode null where it stands in the address
   * @param city null where it stands in the address
   */
  public record Contact(
      String collection,
      List<String> name,
      @Nullable String email,
      List<String> address,
      @Nullable String postalCode,
      @Nullable String city,
      Place place) {

    public Contact {
      name = List.copyOf(name);
      address = List.copyOf(address);
      if (email == null && address.isEmpty()) {
        throw new IllegalArgumentException("a contact has an e-mail or an address");
      }
    }
  }

  /** The first day on which the data of somebody may go who was told on a day. */
  public LocalDate mayGoFrom(LocalDate told) {
    return told.plus(toldBefore);
  }
}
