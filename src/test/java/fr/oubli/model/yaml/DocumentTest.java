package fr.oubli.model.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.oubli.platform.exit.ExitCode;
import fr.oubli.platform.exit.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {

  @TempDir private Path folder;

  @Test
  void aValueKnowsItsLine() throws IOException {
    Mapping root =
        read("# a comment\na: 1\nb:\n  c: [x,\n    y]\n").root().asMapping().orElseThrow();

    Mapping b = root.mapping("b").orElseThrow();
    assertThat(b.place().line()).isEqualTo(3);
    assertThat(b.placeOf("c").line()).isEqualTo(4);
    assertThat(b.sequence("c").orElseThrow().items().get(1).place().line()).isEqualTo(5);
  }

  @Test
  void aPlacePrintsTheFileAsItWasGiven() {
    Path given = Path.of("src/../no-such.yml");
    assertThat(refusal(given)).containsExactly(given + ": no such file; check the path");
  }

  @Test
  void aTextIsWhatIsWrittenWhateverItsYamlType() throws IOException {
    Mapping root =
        read("a: no\nb: 2016-01-01\nc: 010\nd: 'null'\n").root().asMapping().orElseThrow();

    assertThat(root.keys().stream().map(key -> root.text(key).orElseThrow()))
        .containsExactly("no", "2016-01-01", "010", "null");
  }

  @Test
  void theDigestIsThatOfTheBytes() throws IOException {
    assertThat(read("a: 1\n").sha256())
        .isEqualTo("37b128c59f1f5097f73f82691cb519f1f568667faab5ced1b4ab979d36837eae");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() throws IOException {
    assertThat(read("\uFEFFa: 1\n").root().asMapping().orElseThrow().keys()).containsExactly("a");
  }

  @Test
  void aSmallAliasIsCopied() throws IOException {
    Mapping root = read("a: &x [1]\nb: *x\n").root().asMapping().orElseThrow();
    assertThat(root.sequence("b").orElseThrow().texts()).containsExactly("1");
  }

  @Test
  void aDirectoryIsNotAFile() {
    assertThat(refusal(folder)).containsExactly(folder + ": is a directory; name the file in it");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertThat(refusal(file("# nothing\n"))).containsExactly(at("is empty; is it the right file?"));
  }

  @Test
  void anotherEncodingIsRefused() throws IOException {
    Path file = folder.resolve("policy.yml");
    Files.write(file, "a: é\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(refusal(file)).containsExactly(file + ": is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    assertThat(refusal(file("a: " + "x".repeat(3 * 1024 * 1024))))
        .containsExactly(at("larger than 3 MiB; is it the right file?"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a:\\n\\tb: 1|2: a tab cannot indent YAML; use spaces",
        "a: 1\\n---\\nb: 2|2: a second document starts here; keep one document per file",
        "a: b: c|1: not valid YAML: mapping values are not allowed here;"
            + " check indentation, quotes and brackets on this line and those above",
        "a: [1, 2\\nb: 3|2: not valid YAML: expected ',' or ']', but got :;"
            + " check indentation, quotes and brackets on this line and those above",
        "a: \"open\\n|2: not valid YAML: found unexpected end of stream;"
            + " check indentation, quotes and brackets on this line and those above",
        "a: *gone|1: not valid YAML: found undefined alias gone;"
            + " check indentation, quotes and brackets on this line and those above",
        "a: 1\\nb: \\7|2: a character that YAML does not allow (U+0007); delete it",
      })
  void malformedYamlIsToldInOneLine(String text, String expected) throws IOException {
    String unescaped = text.translateEscapes();
    assertThat(refusal(file(unescaped)))
        .containsExactly(folder.resolve("policy.yml") + ":" + expected);
  }

  @Test
  void aliasesThatMultiplyAreRefused() throws IOException {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      String before = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ",
                      List.of(
                          before, before, before, before, before, before, before, before,
                          before))));
    }
    assertThat(refusal(file(bomb.toString())))
        .singleElement()
        .asString()
        .endsWith("aliases make the file too large; write the values out");
  }

  @Test
  void anAliasThatHoldsItselfIsRefused() throws IOException {
    assertThat(refusal(file("a: &a\n  b: *a\n")))
        .singleElement()
        .asString()
        .endsWith("aliases make the file too large; write the values out");
  }

  @Test
  void deepNestingIsRefused() throws IOException {
    assertThat(refusal(file("[".repeat(100) + "]".repeat(100)))).hasSize(1);
  }

  @Test
  void aDuplicateKeyIsAFault() throws IOException {
    assertThat(faults(read("a: 1\nb: 2\na: 3\n")))
        .containsExactly(at("3: key 'a' is written twice; keep one; the first is on line 1"));
  }

  @Test
  void aKeyThatIsAListIsAFault() throws IOException {
    assertThat(faults(read("[a, b]: 1\n")))
        .containsExactly(at("1: a key is not a single value; write key: value"));
  }

  @Test
  void anUnknownKeyIsAFaultThatNamesTheNearest() throws IOException {
    Document document = read("rule:\n  keeps: 1\n  colour: 2\n");
    document
        .root()
        .asMapping()
        .flatMap(root -> root.mapping("rule"))
        .orElseThrow()
        .knowing("keep", "then");

    assertThat(faults(document))
        .containsExactly(
            at("2: unknown key 'keeps' in 'rule'; did you mean 'keep'?"),
            at("3: unknown key 'colour' in 'rule'; the keys here are keep, then"));
  }

  @Test
  void aValueOfTheWrongKindIsAFault() throws IOException {
    Document document = read("a: 1\nb: [1]\nc:\nd: {x: 1}\ne: maybe\nf: [x, x]\ng: []\n");
    Mapping root = document.root().asMapping().orElseThrow();
    root.mapping("a");
    root.text("b");
    root.sequence("c");
    root.text("d");
    root.flag("e");
    root.sequence("f").orElseThrow().texts();
    root.sequence("g").orElseThrow().notEmpty("write one");
    root.required("zone", "zone: Europe/Paris");

    assertThat(faults(document))
        .containsExactly(
            at("1: 'a' is '1', not a block of keys; write its keys indented below it"),
            at("1: missing key 'zone'; add zone: Europe/Paris"),
            at("2: 'b' is a list, not a single value; write one value"),
            at("3: 'c' is empty, not a list; write it between brackets, such as [a, b]"),
            at("4: 'd' is a block of keys, not a single value; write one value"),
            at("5: 'e' is 'maybe', not true or false; write true or false"),
            at("6: 'f' lists 'x' twice; list it only once"),
            at("7: 'g' is an empty list; write one"));
  }

  private String at(String rest) {
    String separator = Character.isDigit(rest.charAt(0)) ? ":" : ": ";
    return folder.resolve("policy.yml") + separator + rest;
  }

  private Document read(String text) throws IOException {
    return Document.read(file(text));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("policy.yml"), text);
  }

  private static List<String> faults(Document document) {
    return document.faults().all().stream().map(Fault::toString).toList();
  }

  private static List<String> refusal(Path path) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> Document.read(path));
    assertThat(refusal.code()).isEqualTo(ExitCode.INVALID);
    return refusal.lines();
  }
}
