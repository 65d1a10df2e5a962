package fr.oubli.purge.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import fr.oubli.platform.exit.ExitCode;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages arrive at a web server and a mail server that listen, and that fail at first. */
class DeliveryIT {

  private static final String SECRET = "only the receiver knows";
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-30T02:00:00Z"), ZoneOffset.UTC);
  private static final List<Duration> SOON = List.of(Duration.ofMillis(5), Duration.ofMillis(5));
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private record Posted(String body, String signature) {}

  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, HERE.getHostAddress(), ServerSetup.PROTOCOL_SMTP));
  private HttpServer web;
  private ServerSocket busyMail;
  private int webFailures = 2;
  private int webStatus = 503;

  DeliveryIT() throws IOException {
    this.web = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    this.busyMail = new ServerSocket(0, 50, HERE);
  }

  @BeforeEach
  void listen() {
    mail.start();
    web.createContext(
        "/secret-path",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (asked.incrementAndGet() <= webFailures) {
            exchange.sendResponseHeaders(webStatus, -1);
          } else {
            posted.add(
                new Posted(
                    body,
                    String.valueOf(exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE))));
            exchange.sendResponseHeaders(204, -1);
          }
          exchange.close();
        });
    web.start();
    Thread relay = new Thread(this::relay, "mail that is busy twice");
    relay.setDaemon(true);
    relay.start();
  }

  @AfterEach
  void stop() throws IOException {
    web.stop(0);
    busyMail.close();
    mail.stop();
  }

  /** The first two callers are told to come back; the others reach the mail server. */
  private void relay() {
    try {
      for (int i = 0; i < 2; i++) {
        try (Socket caller = busyMail.accept()) {
          caller
              .getOutputStream()
              .write("421 busy, try later\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      }
      Socket caller = busyMail.accept();
      Socket server = new Socket(HERE, mail.getSmtp().getPort());
      Thread back = new Thread(() -> pipe(server, caller), "answers");
      back.setDaemon(true);
      back.start();
      pipe(caller, server);
    } catch (IOException e) {
      // The test is over.
      return;
    }
  }

  private static void pipe(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // One of both hung up.
      return;
    }
  }

  private Webhook webhook(ChatForm form) {
    return new Webhook(
        URI.create("http://127.0.0.1:" + web.getAddress().getPort() + "/secret-path"),
        form,
        SECRET,
        NOW);
  }

  private Mail mailTo(int port) {
    return new Mail(
        new Mail.Server("127.0.0.1", port, "", ""),
        "nuits@exemple.fr",
        List.of("dpo@exemple.fr", "astreinte@exemple.fr"));
  }

  private static DayMessage message(ExitCode code) {
    return new DayMessage(
        code,
        LocalDate.of(2026, 12, 1),
        "ou-serrurier",
        7,
        Map.of("done", 345L, "quarantined", 6L),
        code == ExitCode.DONE ? List.of() : List.of("what is to be done : look"),
        Path.of("/srv/oubli/reports/2026-12-01/index.html"));
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void howANightEndedArrivesOnServersThatFailTwiceFirst(ExitCode code) throws Exception {
    Delivery delivery =
        new Delivery(List.of(webhook(ChatForm.JSON), mailTo(busyMail.getLocalPort())), SOON);

    assertThat(delivery.of(message(code))).isEmpty();

    assertThat(posted).hasSize(1);
    JsonNode fields = JsonMapper.shared().readTree(posted.get(0).body());
    assertThat(fields.get("exit").asInt()).isEqualTo(code.code());
    assertThat(fields.get("verdict").asString()).isEqualTo(code.name().toLowerCase(Locale.ROOT));
    assertThat(fields.get("run").asLong()).isEqualTo(7);
    assertThat(fields.get("counts").get("done").asLong()).isEqualTo(345);
    assertThat(fields.get("page").asString()).endsWith("2026-12-01/index.html");
    assertThat(posted.get(0).signature()).isEqualTo("sha256=" + signed(posted.get(0).body()));
    MimeMessage[] mails = mail.getReceivedMessages();
    assertThat(mails).hasSize(2);
    assertThat(mails[0].getSubject())
        .startsWith("Oubli\u00a0: ")
        .endsWith(", politique ou-serrurier, 1er décembre 2026");
    assertThat(mails[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(String.valueOf(mails[0].getContent()))
        .contains("Passage n°\u00a07\u00a0: 345 lignes traitées, 6 en quarantaine.", "index.html");
    assertThat(String.valueOf(mails[0].getContent()).contains("what is to be done"))
        .isEqualTo(code != ExitCode.DONE);
  }

  private static String signed(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatDoesNotArriveIsToldWithoutTheAddressesSecret() {
    webFailures = 100;

    assertThat(new Delivery(List.of(webhook(ChatForm.JSON)), SOON).of(message(ExitCode.FAILED)))
        .containsExactly(
            "the day's message did not reach the webhook at 127.0.0.1: HTTP status 503, after 3"
                + " tries");
    assertThat(webhook(ChatForm.JSON).toString()).doesNotContain("secret");
  }

  @Test
  void whoDoesNotWantTheMessageIsNotAskedAgain() {
    webFailures = 100;
    webStatus = 404;

    assertThat(new Delivery(List.of(webhook(ChatForm.JSON)), SOON).of(message(ExitCode.DONE)))
        .containsExactly(
            "the day's message did not reach the webhook at 127.0.0.1: HTTP status 404");
    assertThat(asked).hasValue(1);
  }

  @Test
  void oneChannelThatFailsDoesNotKeepTheOtherFromBeingTold() throws IOException {
    int nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, HERE)) {
      nobody = closed.getLocalPort();
    }

    assertThat(
            new Delivery(List.of(mailTo(nobody), webhook(ChatForm.SLACK)), SOON)
                .of(message(ExitCode.REFUSED)))
        .singleElement()
        .asString()
        .startsWith("the day's message did not reach the mail server 127.0.0.1:" + nobody);
    assertThat(posted).hasSize(1);
  }

  /** A server that offers no encryption gets no password. */
  @Test
  void aPasswordIsGivenToNoServerThatDoesNotEncrypt() {
    Mail withPassword =
        new Mail(
            new Mail.Server("127.0.0.1", mail.getSmtp().getPort(), "me", "pass-word"),
            "nuits@exemple.fr",
            List.of("dpo@exemple.fr"));

    assertThat(new Delivery(List.of(withPassword), List.of()).of(message(ExitCode.DONE)))
        .hasSize(1)
        .allSatisfy(line -> assertThat(line).doesNotContain("pass-word"));
    assertThat(mail.getReceivedMessages()).isEmpty();
    assertThat(withPassword.toString()).doesNotContain("pass-word");
  }

  @ParameterizedTest
  @EnumSource(ChatForm.class)
  void everyChatGetsWhatItReads(ChatForm form) {
    webFailures = 0;
    new Delivery(List.of(webhook(form)), SOON).of(message(ExitCode.QUARANTINE));

    JsonNode body = JsonMapper.shared().readTree(posted.get(0).body());
    String text =
        switch (form) {
          case JSON, SLACK -> body.get("text").asString();
          case DISCORD -> body.get("content").asString();
          case TEAMS -> {
            JsonNode card = body.get("attachments").get(0).get("content").get("body");
            yield card.get(0).get("text").asString() + "\n" + card.get(1).get("text").asString();
          }
        };
    assertThat(text)
        .startsWith("Oubli\u00a0: à regarder, politique ou-serrurier, 1er décembre 2026\n")
        .contains("C’est fait\u00a0; quelqu’un doit regarder");
  }
}
