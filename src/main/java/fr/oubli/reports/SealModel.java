package fr.oubli.reports;

import fr.oubli.evidence.Seal;
import fr.oubli.evidence.SealKey;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The seal of a run as pages show it. */
record SealModel(RunFacts run, ReportWords words, ZoneId zone) {

  Map<String, Object> build() {
    Seal seal = run.seal().seal();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("sequence", words.number(seal.sequence()));
    model.put("at", words.moment(seal.at(), zone));
    model.put("entries", words.number(seal.range().entries()));
    model.put("rows", words.number(seal.range().rows()));
    model.put("first", words.number(seal.range().first()));
    model.put("last", words.number(seal.range().last()));
    model.put("root", seal.merkleRoot());
    model.put("previous", seal.previousSeal());
    model.put("digest", run.seal().digest());
    model.put("signature", run.seal().signature());
    model.put("key", run.seal().publicKey());
    model.put("file", "seal-" + run.id() + ".txt");
    model.put("database", seal.facts().of("database"));
    model.put("fingerprint", SealKey.fingerprint(run.seal().publicKey()));
    model.put("policy", run.terms().policySha256());
    model.put("map", run.terms().mapSha256());
    return model;
  }
}
