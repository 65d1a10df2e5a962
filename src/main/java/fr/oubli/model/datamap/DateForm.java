package fr.oubli.model.datamap;

import fr.oubli.model.yaml.Place;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a field writes its dates, where its type does not say it all.
 *
 * @param zone of timestamps without one; null where nothing is said
 * @param epoch what the number counts; null where the field holds no such number
 * @param format of the text; null where nothing is said
 * @param lasting null where the field is no time that something lasts
 * @param place where the field says it
 */
public record DateForm(
    @Nullable ZoneId zone,
    @Nullable EpochUnit epoch,
    @Nullable DateFormat format,
    @Nullable Lasting lasting,
    Place place) {

  /** Whether it makes a date of what is none by its type. */
  public boolean makesDate() {
    return epoch != null || format != null || lasting != null;
  }

  DateForm in(@Nullable ZoneId around) {
    return zone == null ? new DateForm(around, epoch, format, lasting, place) : this;
  }
}
