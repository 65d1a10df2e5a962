package fr.oubli.model.policy.mask;

import fr.oubli.model.yaml.Mapping;
import java.util.List;
import java.util.Optional;

/**
 * An address is cut to the network that it is in. Text that is no address becomes null, or where it
 * may not be missing the address of no network.
 *
 * @param ipv4 bits that are kept of an address of version 4
 * @param ipv6 bits that are kept of an address of version 6
 */
public record TruncateNetwork(int ipv4, int ipv6) implements Mask {

  private static final String IPV4_BITS = "ipv4";
  private static final String IPV6_BITS = "ipv6";
  private static final int MOST_OF_IPV4 = 24;
  private static final int MOST_OF_IPV6 = 64;
  private static final int USUAL_OF_IPV4 = 16;
  private static final int USUAL_OF_IPV6 = 48;

  static final Strategy STRATEGY =
      new Strategy(
          "truncate_network",
          new TruncateNetwork(USUAL_OF_IPV4, USUAL_OF_IPV6),
          List.of(IPV4_BITS, IPV6_BITS),
          "ipv4: 16, ipv6: 48",
          TruncateNetwork::read);

  /** In place of what is no address, in a column that may not be missing. */
  private static final String NO_ADDRESS = "0.0.0.0";

  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  private static final String IPV4 = BYTE + "([.]" + BYTE + "){3}";
  private static final String GROUP = "[0-9a-f]{1,4}";

  public TruncateNetwork {
    if (ipv4 < 1 || ipv4 > MOST_OF_IPV4 || ipv6 < 1 || ipv6 > MOST_OF_IPV6) {
      throw new IllegalArgumentException("a network is larger than one subscriber's");
    }
  }

  private static Optional<Mask> read(Mapping block) {
    Optional<Integer> four = bits(block, IPV4_BITS, USUAL_OF_IPV4, MOST_OF_IPV4);
    Optional<Integer> six = bits(block, IPV6_BITS, USUAL_OF_IPV6, MOST_OF_IPV6);
    return four.flatMap(kept -> six.map(other -> new TruncateNetwork(kept, other)));
  }

  private static Optional<Integer> bits(Mapping block, String key, int usual, int most) {
    return block.has(key)
        ? block.text(key).flatMap(text -> Parameters.count(text, block, key, 1, most))
        : Optional.of(usual);
  }

  @Override
  public String sql(ColumnValue value) {
    return value.column().isNetwork()
        ? "%s::%s".formatted(network(value.sql()), value.column().type())
        : "(%s)::%s".formatted(text(value.sql(), floor(value.column())), value.column().type());
  }

  private static String floor(ColumnFacts column) {
    return column.notNull() ? "'" + NO_ADDRESS + "'" : "null";
  }

  /** A network that is larger already stays as large as it is. */
  private String network(String value) {
    return ("network(set_masklen(%1$s::inet, least(masklen(%1$s::inet),"
            + " case family(%1$s::inet) when 4 then %2$d else %3$d end)))")
        .formatted(value, ipv4, ipv6);
  }

  /** The last groups of an address are cut off, so that it does not matter how they are written. */
  private String text(String value, String floor) {
    String address = "split_part(lower(btrim(" + value + ")), '/', 1)";
    String groups = "regexp_replace(" + address + ", ':" + IPV4 + "$', ':0:0')";
    return ("case when %1$s is null then null when %2$s ~ '^%3$s$' then"
            + " host(network(set_masklen((%2$s)::inet, %4$d))) when %5$s then"
            + " host(network(set_masklen((%6$s)::inet, %7$d))) else %8$s end")
        .formatted(value, address, IPV4, ipv4, isIpv6(groups), groups, ipv6, floor);
  }

  /** Eight groups; or fewer than eight, and once two colons for those that are zero. */
  private static String isIpv6(String groups) {
    return ("(%1$s ~ '^(%2$s:){7}%2$s$' or (%1$s ~"
            + " '^((%2$s:)*%2$s)?::((%2$s:)*%2$s)?$'"
            + " and length(regexp_replace(%1$s, '%2$s', '#', 'g'))"
            + " - length(regexp_replace(regexp_replace(%1$s, '%2$s', '#', 'g'), '#', '', 'g')) < 8))")
        .formatted(groups, GROUP);
  }

  @Override
  public String isMasked(ColumnValue value) {
    return "(%1$s is null or %1$s is not distinct from %2$s)".formatted(value.sql(), sql(value));
  }

  @Override
  public String json(String value, RowSql row) {
    return "case jsonb_typeof(%1$s) when 'string' then coalesce(to_jsonb((%2$s)::text), %3$s) else %3$s end"
        .formatted(value, text(Json.text(value), "null"), Json.NULL);
  }

  @Override
  public MaskEffect effect() {
    return MaskEffect.SHARES;
  }

  @Override
  public Optional<Misfit> misfit(String name, ColumnFacts column) {
    if (!column.isNetwork() && !column.isText()) {
      return Optional.of(Misfit.of("is " + column.type() + " and cannot take truncate_network"));
    }
    Integer most = column.maxLength();
    if (column.notNull() && most != null && most < NO_ADDRESS.length()) {
      return Optional.of(Misfit.of("holds %d characters, fewer than an address".formatted(most)));
    }
    return column.unique()
        ? Optional.of(Misfit.of("is UNIQUE, and many addresses are in one network"))
        : Optional.empty();
  }

  @Override
  public Optional<Misfit> misfitInJson() {
    return Optional.empty();
  }
}
