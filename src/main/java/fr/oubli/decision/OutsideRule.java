package fr.oubli.decision;

import fr.oubli.decision.person.RuleReach.Answer;
import fr.oubli.decision.statement.Eligibility;
import fr.oubli.model.policy.ColumnFilter;
import fr.oubli.model.policy.ValueTest;
import fr.oubli.schema.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a row does not meet of a rule's conditions: "customers.country is DE, not FR". */
record OutsideRule(Eligibility eligibility) {

  /** What to ask of the row, each under a name of its own. */
  List<Sql> asked(String row) {
    List<Sql> asked = new ArrayList<>();
    for (Answer answer : eligibility.reach().answers(row)) {
      asked.add(Sql.format("{} as " + met(asked.size() / 2), answer.met()));
      asked.add(Sql.format("{} as " + value(asked.size() / 2), answer.value()));
    }
    return asked;
  }

  String told(ResultSet row) throws SQLException {
    List<String> told = new ArrayList<>();
    List<Answer> answers = eligibility.reach().answers("t");
    for (int i = 0; i < answers.size(); i++) {
      if (!row.getBoolean(met(i))) {
        told.add(told(answers.get(i).condition(), row.getString(value(i))));
      }
    }
    return String.join("; ", told);
  }

  private static String told(ColumnFilter condition, @Nullable String value) {
    if (value == null) {
      return "no row of "
          + condition.column().collection()
          + " that it belongs to, for "
          + condition;
    }
    boolean negated = condition.test() instanceof ValueTest.Listed listed && !listed.among();
    String wanted = condition.test().toString();
    return condition.column()
        + " is "
        + value
        + (negated && wanted.startsWith("not ") ? ", which 'only' leaves out" : ", not " + wanted);
  }

  private static String met(int condition) {
    return "met" + condition;
  }

  private static String value(int condition) {
    return "value" + condition;
  }
}
