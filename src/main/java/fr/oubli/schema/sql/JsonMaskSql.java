package fr.oubli.schema.sql;

import fr.oubli.model.policy.mask.Mask;
import fr.oubli.schema.catalog.SqlName;
import java.util.List;

/**
 * Applies a mask to what is inside a JSON column. Only the path is rewritten; of a list on the way
 * every element is, and what is not there stays absent. What stands where the map says that there
 * is an object becomes null rather than stay.
 */
final class JsonMaskSql {

  private static final String NULL = "'null'::jsonb";

  private final Mask mask;
  private final MaskedRow row;

  JsonMaskSql(Mask mask, MaskedRow row) {
    this.mask = mask;
    this.row = row;
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
        .formatted(value, mask.json(value, row));
  }
}
