package fr.oubli.evidence;

import fr.oubli.evidence.RunRegister.Terms;
import fr.oubli.platform.output.WholeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/**
 * Puts a new key into the place of the one that signs. The old one signs a last seal, which names
 * the new one; whoever kept the old public key knows by it that the new one is ours.
 *
 * @param keys the folder of the key
 * @param reports the folder whose subfolder of the day takes the seal's copy
 */
public record KeyRotation(DataSource dataSource, Path keys, Path reports) {

  private static final String NEXT = "next-seal-key";

  /** Takes up a rotation that was cut short. Returns the new public key. */
  public String rotate(Terms terms, String operator) {
    Path folder = WholeFile.folderIn(reports, terms.asOf().toString(), "reports", "--reports");
    Path next = keys.resolve(NEXT);
    Sealing sealing = new Sealing(dataSource, SealKey.in(keys), Clock.systemUTC());
    if (!Files.exists(next) || !sealing.handsOverTo().equals(SealKey.in(next).publicKey())) {
      handOver(sealing, terms, operator, folder);
    }
    String key = SealKey.in(next).publicKey();
    SealKey.replace(keys, next);
    return key;
  }

  private void handOver(Sealing sealing, Terms terms, String operator, Path folder) {
    RunRegister runs = new RunRegister(dataSource);
    long run = runs.unfinished(terms).orElseGet(() -> runs.start(terms, operator));
    String named = SealedFacts.NEXT_KEY + ": " + SealKey.in(keys.resolve(NEXT)).publicKey();
    SignedSeal sealed = sealing.seal(run, "done", List.of(named));
    SealFiles.write(dataSource, keys, folder, sealed);
    runs.end(run, sealed.seal().outcome("done"));
  }
}
