package fr.oubli.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads an XLSX file as a ZIP of XML, with nothing of the library that wrote it. */
public final class Workbook {

  private final Map<String, Document> parts = new LinkedHashMap<>();

  private Workbook() {}

  public static Workbook read(Path file)
      throws IOException, ParserConfigurationException, SAXException {
    Workbook workbook = new Workbook();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        workbook.parts.put(
            entry.getName(),
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(zip.getInputStream(entry)));
      }
    }
    return workbook;
  }

  public List<String> names() {
    return elements(part("xl/workbook.xml"), "sheet").stream()
        .map(sheet -> sheet.getAttribute("name"))
        .toList();
  }

  /** The XML of a sheet, the first of which is 1. */
  public Document sheet(int number) {
    return part("xl/worksheets/sheet" + number + ".xml");
  }

  public static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The texts of a sheet, row by row; what is no text is left out. */
  public List<List<String>> rows(int number) {
    List<String> shared =
        elements(part("xl/sharedStrings.xml"), "si").stream().map(Element::getTextContent).toList();
    List<List<String>> rows = new ArrayList<>();
    for (Element row : elements(sheet(number), "row")) {
      List<String> cells = new ArrayList<>();
      NodeList all = row.getElementsByTagName("c");
      for (int i = 0; i < all.getLength(); i++) {
        Element cell = (Element) all.item(i);
        String value = cell.getTextContent();
        switch (cell.getAttribute("t")) {
          case "s" -> cells.add(shared.get(Integer.parseInt(value)));
          case "inlineStr" -> cells.add(value);
          default -> throw new IllegalStateException("no text: " + cell.getAttribute("r"));
        }
      }
      rows.add(cells);
    }
    return rows;
  }

  /** Every text of every sheet. */
  public String text() {
    return elements(part("xl/sharedStrings.xml"), "si").stream()
        .map(Element::getTextContent)
        .collect(Collectors.joining("\n"));
  }

  private Document part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }
}
