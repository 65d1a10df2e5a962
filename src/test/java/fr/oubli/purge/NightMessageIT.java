package fr.oubli.purge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import fr.oubli.platform.console.RunLock;
import fr.oubli.testing.OubliProcess;
import fr.oubli.testing.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command tells how it ended, whatever the end; a dry run tells nobody. */
class NightMessageIT {

  private final Shop shop = Shop.fresh();
  private final List<JsonNode> told = new CopyOnWriteArrayList<>();
  private final HttpServer web;

  NightMessageIT() throws IOException {
    this.web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    shop.policyFile();
    web.createContext(
        "/",
        exchange -> {
          told.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    web.start();
  }

  @AfterEach
  void close() {
    web.stop(0);
    shop.close();
  }

  private int night(Map<String, String> variables, String... more) throws Exception {
    Map<String, String> environment = new HashMap<>(shop.environment());
    environment.put("OUBLI_NOTIFY", "http://127.0.0.1:" + web.getAddress().getPort() + "/");
    environment.putAll(variables);
    List<String> words =
        new ArrayList<>(
            List.of(
                "nightly-purge",
                "--policy",
                shop.folder().resolve("policy.yml").toString(),
                "--datamap",
                "src/test/resources/shop/datamap.yml",
                "--reports",
                shop.reports().toString(),
                "--recordings",
                shop.recordings().toString(),
                "--as-of",
                "2026-11-23"));
    words.addAll(List.of(more));
    return OubliProcess.here(environment, words.toArray(String[]::new)).code();
  }

  private JsonNode last() {
    return told.get(told.size() - 1);
  }

  @Test
  void everyEndIsTold() throws Exception {
    shop.cookie("2020-01-01");
    assertThat(night(Map.of())).isZero();
    assertThat(last().get("verdict").asString()).isEqualTo("done");
    assertThat(last().get("counts").get("done").asLong()).isEqualTo(1);
    assertThat(last().get("needs")).isEmpty();
    assertThat(last().get("page").asString()).endsWith("index.html");

    shop.jdbc().execute("insert into cookies (value, set_at) values ('a', null)");
    assertThat(night(Map.of())).isEqualTo(3);
    assertThat(last().get("counts").get("quarantined").asLong()).isEqualTo(1);
    assertThat(last().get("needs")).isNotEmpty();

    assertThat(night(Map.of("OUBLI_POLICY", ""), "--rule", "no-such-rule")).isEqualTo(2);
    assertThat(last().get("needs").get(0).asString()).contains("no-such-rule");

    shop.jdbc().execute("create rule kept as on delete to cookies do instead nothing");
    assertThat(night(Map.of())).isEqualTo(4);
    assertThat(last().get("verdict").asString()).isEqualTo("refused");

    try (RunLock lock = RunLock.acquire(shop.dataSource(), RunLock.CHANGES)) {
      assertThat(night(Map.of())).isEqualTo(75);
    }
    assertThat(last().get("verdict").asString()).isEqualTo("busy");

    assertThat(night(Map.of("OUBLI_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/nowhere")))
        .isEqualTo(1);
    assertThat(last().get("verdict").asString()).isEqualTo("failed");
    assertThat(told).hasSize(6);
  }

  @Test
  void aDryRunTellsNobodyAndAWrongAddressIsRefusedBeforeARowIsTouched() throws Exception {
    shop.cookie("2020-01-01");
    assertThat(night(Map.of(), "--dry-run")).isZero();
    assertThat(told).isEmpty();

    for (Map<String, String> wrong :
        List.of(
            Map.of("OUBLI_NOTIFY", "hooks.example/secret"),
            Map.of("OUBLI_NOTIFY", "ftp://hooks.example/secret"),
            Map.of("OUBLI_NOTIFY_AS", "pigeon"),
            Map.of("OUBLI_MAIL_TO", "dpo@exemple.fr"),
            Map.of("OUBLI_MAIL_TO", "dpo", "OUBLI_SMTP", "localhost:25"),
            Map.of(
                "OUBLI_MAIL_TO",
                "dpo@exemple.fr",
                "OUBLI_MAIL_FROM",
                "n@exemple.fr",
                "OUBLI_SMTP",
                "localhost:mail"))) {
      assertThat(night(wrong)).as("%s", wrong).isEqualTo(2);
    }
    assertThat(told).isEmpty();
    assertThat(shop.count("cookies")).isEqualTo(1);
    assertThat(night(Map.of())).isZero();
  }
}
