package fr.oubli.rights.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfOpeningPageTest {

  private static final String PASSPHRASE = "abcde-fghjk-mnpqr-stuvw-xyz23";
  private static final String MARKER = "Jeanne Martin, +33612345678";

  /** What went into the page that is read here: text, more than a block, and nothing. */
  private static Map<String, byte[]> content() {
    byte[] sound = new byte[500_000];
    new Random(7).nextBytes(sound);
    return Map.of(
        "index.html",
        ("<h1>" + MARKER + "</h1>").getBytes(StandardCharsets.UTF_8),
        "recordings/33612345678/a.ogg",
        sound,
        "empty.csv",
        new byte[0]);
  }

  /** Made once: the key takes its time, as it should. */
  private final OpenedPage page = page();

  SelfOpeningPageTest() throws IOException {}

  private static OpenedPage page() throws IOException {
    ByteArrayOutputStream html = new ByteArrayOutputStream();
    SelfOpeningPage page =
        new SelfOpeningPage(
            html,
            PASSPHRASE.toCharArray(),
            new SelfOpeningPage.Heading("L'Atelier <Test>", "d'accès", 17));
    for (Map.Entry<String, byte[]> file : content().entrySet()) {
      ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
      page.alongside(file.getKey(), out -> inPieces(file.getValue(), out)).writeTo(elsewhere);
      assertThat(elsewhere.toByteArray()).isEqualTo(file.getValue());
    }
    page.finish();
    return new OpenedPage(html.toString(StandardCharsets.UTF_8));
  }

  private static void inPieces(byte[] content, OutputStream out) throws IOException {
    int half = content.length / 3;
    out.write(content, 0, half);
    for (int i = half; i < Math.min(content.length, half + 3); i++) {
      out.write(content[i]);
    }
    out.write(content, Math.min(content.length, half + 3), Math.max(0, content.length - half - 3));
  }

  @Test
  void whoHasThePassphraseGetsEveryFileAndNobodyElseAny() throws Exception {
    Map<String, byte[]> files = page.files(PASSPHRASE);
    assertThat(files).containsOnlyKeys(content().keySet());
    content().forEach((name, bytes) -> assertThat(files.get(name)).as(name).isEqualTo(bytes));
    assertThatThrownBy(() -> page.files(PASSPHRASE.replace('a', 'b')))
        .isInstanceOf(AEADBadTagException.class);
  }

  @Test
  void noPlainValueStandsInIt() {
    StringBuilder bytes = new StringBuilder(page.html());
    for (String block : page.blocks()) {
      bytes.append(new String(Base64.getDecoder().decode(block), StandardCharsets.ISO_8859_1));
    }
    assertThat(bytes).doesNotContain("Jeanne", "Martin", "33612345678", "recordings", PASSPHRASE);
  }

  /** Every page has a salt of its own, and every block a vector of its own. */
  @Test
  void nothingRandomIsUsedTwice() throws IOException {
    OpenedPage other = page();
    assertThat(page.attribute("data-salt")).isNotEqualTo(other.attribute("data-salt")).hasSize(24);
    assertThat(page.attribute("data-iterations")).isEqualTo("600000");
    List<String> vectors =
        Stream.concat(page.blocks().stream(), other.blocks().stream())
            .map(block -> block.substring(0, 16))
            .toList();
    assertThat(new HashSet<>(vectors)).hasSameSizeAs(vectors);
  }

  @Test
  void blocksCanBeNeitherSwappedNorLeftOut() {
    List<String> blocks = page.blocks();
    assertThat(blocks).hasSize(1 + 3 + 1);
    String first = blocks.get(0);
    String second = blocks.get(1);
    String swapped = page.html().replace(first, "*").replace(second, first).replace("*", second);
    String shorter =
        page.html().replace("<script type=\"text/plain\">" + blocks.get(4) + "</script>", "");
    for (String changed : List.of(swapped, shorter)) {
      assertThatThrownBy(() -> new OpenedPage(changed).files(PASSPHRASE))
          .isInstanceOf(AEADBadTagException.class);
    }
  }

  @Test
  void nothingIsLoadedOrSentAndNoOtherScriptRuns() throws Exception {
    assertThat(
            Pattern.compile(
                    "(?i)https?:|//[a-z]|\\bsrc\\s*=|fetch|XMLHttp|WebSocket|EventSource|sendBeacon"
                        + "|import\\s*\\(|@import|(?-i:url)\\(|<link|<iframe|<object|<img|eval")
                .matcher(page.shell())
                .results()
                .map(found -> found.group()))
        .isEmpty();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(page.script().getBytes(StandardCharsets.UTF_8));
    assertThat(page.attribute("content"))
        .isEqualTo(
            "default-src 'none'; script-src 'sha256-%s'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
                .formatted(Base64.getEncoder().encodeToString(digest)));
  }

  @Test
  void thePageIsFrenchAndTellsWhoCannotSeeWhatGoesWrong() {
    String shell = page.shell();
    assertThat(shell)
        .contains(
            "<html lang=\"fr\">",
            "L’Atelier &lt;Test&gt; répond ici à votre demande d’accès n°\u00a017",
            "chiffré\u00a0: pour l’ouvrir",
            "<label for=\"phrase\">",
            "<p id=\"alerte\" role=\"alert\">",
            "<p id=\"etat\" role=\"status\">",
            "aria-describedby=\"aide\"",
            "<noscript>",
            "7-Zip");
    String prose = shell.replaceAll("(?s)<(script|style)\\b.*?</\\1>|<[^>]*>", " ");
    assertThat(prose).doesNotContain("'", " :", " ;", " ?", " !");
  }

  @Test
  void whateverTheScriptAsksForIsOnThePage() {
    Matcher asked =
        Pattern.compile("(?:getElementById|sentence)\\('([^']+)'\\)").matcher(page.script());
    while (asked.find()) {
      assertThat(page.shell()).contains("id=\"" + asked.group(1) + "\"");
    }
  }
}
