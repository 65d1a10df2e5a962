package fr.oubli.purge.message;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts the message as JSON. Where there is a secret, a header says who sent it: the HMAC of the
 * body.
 *
 * @param secret shared with the receiver; empty where there is none
 */
record Webhook(URI address, ChatForm form, String secret, Clock clock) implements Channel {

  static final String SIGNATURE = "X-Oubli-Signature-256";

  private static final String HMAC = "HmacSHA256";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int TOO_MANY = 429;

  @Override
  public String name() {
    return "the webhook at " + address.getHost();
  }

  @Override
  public void send(DayMessage message) throws IOException, InterruptedException {
    byte[] body = JsonMapper.shared().writeValueAsBytes(form.body(message, clock.instant()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json; charset=utf-8")
            .header("User-Agent", "oubli")
            .POST(BodyPublishers.ofByteArray(body));
    if (!secret.isEmpty()) {
      request.header(SIGNATURE, "sha256=" + signature(body));
    }
    HttpResponse<Void> answer =
        HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .build()
            .send(request.build(), BodyHandlers.discarding());
    refuse(answer.statusCode());
  }

  private static void refuse(int status) throws IOException {
    String told = "HTTP status " + status;
    if (status == TOO_MANY || status >= 500) {
      throw new IOException(told);
    }
    if (status < 200 || status >= 300) {
      throw new Undeliverable(told);
    }
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A webhook's address often is the secret itself. */
  @Override
  public String toString() {
    return name();
  }
}
