package fr.oubli.reports;

import fr.oubli.reports.RunFacts.SealFacts;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The seal of a run as pages show it. */
record SealModel(RunFacts run, ReportWords words, ZoneId zone) {

  Map<String, Object> build() {
    SealFacts seal = run.seal();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("sequence", words.number(seal.sequence()));
    model.put("at", words.moment(seal.sealedAt(), zone));
    model.put("entries", words.number(seal.entries()));
    model.put("rows", words.number(seal.rows()));
    model.put("first", words.number(seal.firstEntry()));
    model.put("last", words.number(seal.lastEntry()));
    model.put("root", seal.merkleRoot());
    model.put("previous", seal.previous());
    model.put("digest", seal.digest());
    model.put("signature", seal.signature());
    model.put("key", seal.publicKey());
    model.put("file", "seal-" + run.id() + ".txt");
    model.put("policy", run.policySha256());
    model.put("map", run.mapSha256());
    return model;
  }
}
