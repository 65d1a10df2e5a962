package fr.oubli.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pieces of SQL keep their values in the order of their marks. */
class SqlTest {

  private static final Sql ONE = Sql.of("a = ?", 1);
  private static final Sql TWO = Sql.of("b = ?", 2);

  @Test
  void partsTakeThePlacesOfTheMarksWithTheirValues() {
    assertThat(Sql.format("select {} from t where {}", TWO, ONE))
        .isEqualTo(Sql.of("select b = ? from t where a = ?", 2, 1));
  }

  @Test
  void whatLooksLikeAMarkInsideQuotesIsNone() {
    assertThat(Sql.format("select \"{}\", '{}' where {}", ONE))
        .isEqualTo(Sql.of("select \"{}\", '{}' where a = ?", 1));
  }

  @Test
  void marksAndPartsAreOfOneNumber() {
    assertThatThrownBy(() -> Sql.format("{} and {}", ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("fewer parts than marks: {} and {}");
    assertThatThrownBy(() -> Sql.format("{}", ONE, TWO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("more parts than marks: {}");
  }

  @Test
  void conditionsAreJoinedWithoutChangingTheirMeaning() {
    assertThat(Sql.all(List.of())).isEqualTo(Sql.TRUE);
    assertThat(Sql.any(List.of())).isEqualTo(Sql.FALSE);
    assertThat(Sql.any(List.of(ONE))).isEqualTo(ONE);
    assertThat(Sql.all(List.of(ONE, Sql.any(List.of(ONE, TWO)))))
        .isEqualTo(Sql.of("a = ? and (a = ? or b = ?)", 1, 1, 2));
    assertThat(ONE.not()).isEqualTo(Sql.of("not (a = ?)", 1));
  }

  @Test
  void whatIsAlwaysTrueOrNeverTrueIsLeftOutOrDecides() {
    assertThat(Sql.all(Sql.TRUE, ONE, Sql.TRUE)).isEqualTo(ONE);
    assertThat(Sql.all(ONE, Sql.FALSE)).isEqualTo(Sql.FALSE);
    assertThat(Sql.any(List.of(Sql.FALSE, ONE))).isEqualTo(ONE);
    assertThat(Sql.any(List.of(ONE, Sql.TRUE))).isEqualTo(Sql.TRUE);
    assertThat(Sql.where(List.of(Sql.TRUE))).isEqualTo(Sql.of(""));
    assertThat(Sql.TRUE.not()).isEqualTo(Sql.FALSE);
  }

  @Test
  void parenthesesStandOnlyWhereTheMeaningNeedsThem() {
    Sql either = Sql.of("a = 1 or b = 2");
    Sql both = Sql.of("a = 1 and b = 2");
    Sql inside = Sql.of("a in (select b from c where d or e) and ' or ' = f");

    assertThat(Sql.all(either, ONE)).isEqualTo(Sql.of("(a = 1 or b = 2) and a = ?", 1));
    assertThat(Sql.any(List.of(both, ONE))).isEqualTo(Sql.of("((a = 1 and b = 2) or a = ?)", 1));
    assertThat(Sql.all(inside, ONE).text()).isEqualTo(inside.text() + " and a = ?");
    assertThat(Sql.any(List.of(either)).text()).isEqualTo("(a = 1 or b = 2)");
  }

  @Test
  void theOppositeIsWrittenAsAPersonWould() {
    assertThat(Sql.of("exists (select 1 from t)").not().text())
        .isEqualTo("not exists (select 1 from t)");
    assertThat(Sql.of("exists (select 1) or exists (select 2)").not().text())
        .isEqualTo("not (exists (select 1) or exists (select 2))");
    assertThat(Sql.of("(a = 1 or b = 2)").not().text()).isEqualTo("not (a = 1 or b = 2)");
    assertThat(Sql.of("t.a is null").not().text()).isEqualTo("t.a is not null");
    assertThat(Sql.of("t.b and t.a is null").not().text()).isEqualTo("not (t.b and t.a is null)");
  }

  @Test
  void listsAndUnionsKeepTheirOrder() {
    assertThat(Sql.list(List.of(TWO, ONE))).isEqualTo(Sql.of("b = ?, a = ?", 2, 1));
    assertThat(Sql.union(List.of(TWO, ONE))).isEqualTo(Sql.of("b = ? union all a = ?", 2, 1));
  }

  @Test
  void valuesAreSpeltWhereThereAreNoParameters() {
    assertThat(Sql.of("a = ? and \"?\" < ?", "O'Neill", LocalDate.of(2024, 2, 29)).inlined())
        .isEqualTo("a = 'O''Neill' and \"?\" < date '2024-02-29'");
  }

  @Test
  void aShareReadsTheSameBlocksEachTime() {
    assertThat(Sql.sample(1)).isEqualTo(Sql.of(""));
    assertThat(Sql.sample(0.25)).isEqualTo(Sql.of(" tablesample system (?) repeatable (1)", 25.0));
  }
}
