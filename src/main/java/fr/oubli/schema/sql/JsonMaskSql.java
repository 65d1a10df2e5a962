package fr.oubli.schema.sql;

import fr.oubli.model.policy.Mask;
import fr.oubli.schema.catalog.SqlName;
import java.util.List;

/**
 * Masks of what is inside a JSON column. Only the path is rewritten; a list on the way is gone
 * through element by element, and what is not there stays absent. What a mask cannot shorten or
 * round, and what stands where the map says that there is an object, becomes null rather than stay.
 */
final class JsonMaskSql {

  private static final String NULL = "'null'::jsonb";

  private final Mask mask;
  private final String constant;

  /**
   * @param constant the text that a string_rewrite writes, as SQL
   */
  JsonMaskSql(Mask mask, String constant) {
    this.mask = mask;
    this.constant = constant;
  }

  String expression(String json, List<String> keys) {
    return expression(json, keys, 0);
  }

  private String expression(String json, List<String> keys, int depth) {
    String outer = "e" + depth;
    String one = "o" + depth;
    return ("(select case jsonb_typeof(%1$s) when 'object' then %2$s"
            + " when 'array' then (select coalesce(jsonb_agg(case jsonb_typeof(%3$s)"
            + " when 'object' then %4$s else %5$s end order by place),"
            + " '[]'::jsonb) from jsonb_array_elements(%1$s) with ordinality each_one(%3$s, place))"
            + " else %5$s end from (select %6$s as %1$s offset 0) json%7$d where %1$s is not null)")
        .formatted(
            outer, within(outer, keys, depth), one, within(one, keys, depth), NULL, json, depth);
  }

  private String within(String object, List<String> keys, int depth) {
    String key = SqlName.literal(keys.get(depth));
    String value = object + " -> " + key;
    String rewritten =
        depth == keys.size() - 1 ? leaf("(" + value + ")") : expression(value, keys, depth + 1);
    return "case when %s is null then %s else jsonb_set(%s, array[%s], %s) end"
        .formatted(value, object, object, key, rewritten);
  }

  private String leaf(String value) {
    return "case jsonb_typeof(%1$s) when 'null' then %1$s else %2$s end"
        .formatted(value, masked(value));
  }

  private String masked(String value) {
    String text = "(" + value + " #>> array[]::text[])";
    if (mask instanceof Mask.StringRewrite) {
      return "to_jsonb((" + constant + ")::text)";
    }
    if (mask instanceof Mask.RandomString random) {
      return "case when %s then %s else to_jsonb((%s)::text) end"
          .formatted(MaskSql.certified(text, random.length()), value, MaskSql.fresh(random, text));
    }
    if (mask instanceof Mask.KeepPrefix prefix) {
      return "case when jsonb_typeof(%s) in ('string', 'number') then to_jsonb(left(%s, %d)) else %s end"
          .formatted(value, text, prefix.characters(), NULL);
    }
    if (mask instanceof Mask.RoundNumber round) {
      String multiple = round.multiple().toPlainString() + "::numeric";
      return "case jsonb_typeof(%1$s) when 'number' then to_jsonb(floor((%1$s)::numeric / %2$s) * %2$s) else %3$s end"
          .formatted(value, multiple, NULL);
    }
    return NULL;
  }
}
