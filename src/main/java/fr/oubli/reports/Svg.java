package fr.oubli.reports;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jfree.chart.JFreeChart;

/**
 * A chart as an element of a page. Colours are names of the page's own, so that they follow its
 * light or dark; what the page says anyway, and what no browser draws, is left out.
 */
final class Svg {

  static final int WIDTH = 420;
  static final int HEIGHT = 190;

  /** A colour of the page; the chart is drawn with a stand-in that nothing else has. */
  enum Ink {
    TEXT("ink", 1),
    LINE("line", 2),
    KEPT("kept", 3),
    OVER("over", 4),
    OTHER("other", 5);

    private final String variable;
    private final int blue;

    Ink(String variable, int blue) {
      this.variable = variable;
      this.blue = blue;
    }

    Color color() {
      return new Color(1, 2, blue);
    }

    private String standIn() {
      return "rgb(1,2," + blue + ")";
    }
  }

  private static final Pattern ROOT = Pattern.compile("(?s)^.*?<svg[^>]*>");
  private static final Pattern CLIPS = Pattern.compile("(?s)<defs>.*?</defs>");
  private static final Pattern CLIPPED = Pattern.compile(" clip-path=\"[^\"]*\"");
  private static final Pattern FONT = Pattern.compile("font-family:(&quot;.*?&quot;|[^;\"]*);?");
  private static final Pattern DEFAULTS =
      Pattern.compile("stroke-miterlimit:[^;]*;|stroke-linecap:[^;]*;|stroke:none;");
  private static final Pattern UNSEEN = Pattern.compile("<\\w+ [^>]*fill-opacity:0;[^>]*/>");
  private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{2,}(E-?\\d+)?");
  private static final Pattern BLANKS = Pattern.compile(">\\s+<");

  private Svg() {}

  /**
   * @param label what the plot shows, for those who do not see it; already fit for an attribute
   */
  static String of(JFreeChart chart, String label) {
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(WIDTH, HEIGHT))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "<svg role=\"img\" aria-label=\""
        + label
        + "\" viewBox=\"0 0 "
        + WIDTH
        + " "
        + HEIGHT
        + "\">"
        + inside(bytes.toString(StandardCharsets.UTF_8));
  }

  private static String inside(String document) {
    String inside = ROOT.matcher(document).replaceFirst("");
    for (Pattern needless : new Pattern[] {CLIPS, CLIPPED, FONT, UNSEEN, DEFAULTS}) {
      inside = needless.matcher(inside).replaceAll("");
    }
    for (Ink ink : Ink.values()) {
      inside = inside.replace(ink.standIn(), "var(--" + ink.variable + ")");
    }
    inside = LONG_NUMBER.matcher(inside).replaceAll(number -> rounded(number.group()));
    return BLANKS.matcher(inside).replaceAll("><").strip();
  }

  private static String rounded(String number) {
    return new BigDecimal(number)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
