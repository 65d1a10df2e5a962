package fr.oubli.rights.suppression;

import fr.oubli.model.policy.Canvassing;
import fr.oubli.model.session.Session;
import fr.oubli.platform.database.Database;
import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import fr.oubli.rights.request.Identity;
import fr.oubli.rights.suppression.SuppressionList.Asked;
import fr.oubli.rights.suppression.SuppressionList.Suppression;
import fr.oubli.schema.gate.Gates;
import fr.oubli.schema.sql.MappedSchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Says of each telephone number whether it may be called to sell something. Hours, days and how
 * often somebody is called are the calling system's to keep.
 */
record CallCheck(Session session, LocalDate today) {

  /**
   * The answers, in the order of the numbers.
   *
   * @throws Refusal when the policy does not say where consents are: without one nobody is called
   */
  List<CallAnswer> of(List<Identity> numbers) {
    Canvassing canvassing = session.policy().canvassing();
    if (canvassing == null) {
      throw new Refusal(
          ExitCode.INVALID,
          "a number may be called with a consent alone, and the policy does not say where consents"
              + " are; write canvassing: { given: consents.granted_at, withdrawn:"
              + " consents.withdrawn_at, only: { consents.channel: [phone] } }");
    }
    try (Database database = session.open(1)) {
      DataSource dataSource = database.dataSource();
      MappedSchema schema =
          new MappedSchema(
              session.policy(),
              session.map(),
              Gates.fitting(dataSource, session.map(), session.policy()));
      List<KnownOfNumber> known =
          new NumbersKnown(new JdbcTemplate(dataSource), schema, canvassing, today)
              .of(numbers.stream().map(Identity::value).toList());
      SuppressionList list =
          SuppressionList.in(dataSource, session.places().home(), session.policy());
      List<List<Suppression>> listed =
          list.of(numbers.stream().map(each -> new Asked(each, each.value())).toList());
      List<CallAnswer> answers = new ArrayList<>();
      for (int i = 0; i < numbers.size(); i++) {
        answers.add(known.get(i).listed(listed.get(i)).on(today, canvassing));
      }
      return answers;
    }
  }
}
