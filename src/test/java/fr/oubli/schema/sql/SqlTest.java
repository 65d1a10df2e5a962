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
        .isEqualTo(Sql.of("((a = ?) and (((a = ?) or (b = ?))))", 1, 1, 2));
    assertThat(ONE.not()).isEqualTo(Sql.of("not (a = ?)", 1));
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
