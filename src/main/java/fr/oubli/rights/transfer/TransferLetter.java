package fr.oubli.rights.transfer;

import com.samskivert.mustache.Template;
import fr.oubli.platform.output.Typography;
import fr.oubli.rights.reply.Letterhead;
import fr.oubli.rights.reply.Templates;
import fr.oubli.rights.transfer.TransferRegister.Announced;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The letter that everybody gets before their data go, in French: to whom they go, on which day,
 * what goes, until when one can object, and to whom one writes or complains. It names nobody; the
 * names and addresses stand in the lists beside it.
 *
 * @param day on which the data go: of whoever was told late, later than the transfer's
 */
record TransferLetter(
    Letterhead head, Announced transfer, int number, LocalDate day, List<String> goes) {

  private static final Template HTML =
      Templates.read(TransferLetter.class, "letter.html.mustache", true);
  private static final Template TEXT =
      Templates.read(TransferLetter.class, "letter.txt.mustache", false);

  String html() {
    return Templates.html(HTML, model());
  }

  String text() {
    return Templates.text(TEXT, model());
  }

  private Map<String, Object> model() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("controller", head.controller());
    model.put("dateline", head.dateline());
    model.put("transfer", transfer.id());
    model.put("number", transfer.id() + "-" + number);
    model.put(
        "subject",
        "Cession de notre activité à " + transfer.buyer() + " : ce que deviennent vos données");
    model.put("paragraphs", paragraphs());
    return model;
  }

  private List<String> paragraphs() {
    String buyer = transfer.buyer();
    LocalDate last = day.minusDays(1);
    String officer = head.controller().officer();
    return List.of(
        "Nous cédons notre activité à "
            + buyer
            + ". Le "
            + Typography.day(day)
            + ", les données personnelles que nous avons sur vous et dont cette activité a besoin lui"
            + " seront transmises. À compter de ce jour, "
            + buyer
            + " en sera responsable.",
        "Lui seront transmis, pour autant que nous les ayons : "
            + String.join(", ", goes.stream().map(this::label).toList())
            + ".",
        "Vous pouvez vous y opposer, sans frais, jusqu'au "
            + Typography.day(last)
            + " inclus : il suffit de nous l'écrire, à "
            + officer
            + " ou à l'adresse postale qui figure en tête de cette lettre. Vos données ne seront alors"
            + " pas transmises.",
        "Ne seront pas transmises non plus les données dont vous avez demandé l'effacement, ni celles"
            + " dont l'usage est limité à votre demande. Vos autres droits (accès, rectification,"
            + " effacement, limitation, portabilité) s'exercent auprès de nous jusqu'à cette date,"
            + " puis auprès de "
            + buyer
            + " pour ce qui lui aura été transmis.",
        "Cette lettre vous informe et ne vous propose rien : vous la recevez même si vous avez refusé"
            + " toute prospection.");
  }

  private String label(String collection) {
    return Typography.within(head.map().required(collection).label());
  }
}
