package fr.oubli.rights.access;

import fr.oubli.rights.request.Matches;
import fr.oubli.rights.request.Request;
import fr.oubli.rights.request.RequestRegister;
import fr.oubli.rights.request.Right;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Answers one request by a bundle, with its line in the register. */
record BundleAnswer(
    DataSource dataSource, RequestRegister register, SubjectExport export, boolean unencrypted) {

  /**
   * @param older a file that had the bundle's usual name already; null where none had
   * @param passphrase told once, stored nowhere; null where anybody can open the bundle
   */
  record Answer(long request, Path file, @Nullable String older, @Nullable String passphrase) {
    String line() {
      return "request %d: wrote %s%s%s"
          .formatted(
              request,
              file,
              older == null
                  ? ""
                  : " (" + older + " was there: an older one, or another database's)",
              passphrase == null
                  ? RequestRegister.UNENCRYPTED
                  : "; passphrase " + passphrase + " (told once: send it by another way)");
    }
  }

  /**
   * @throws fr.oubli.platform.exit.Refusal when the request cannot be answered now
   */
  Answer one(long id) {
    Request request = register.toCarryOut(id, Right.ACCESS, Right.PORTABILITY);
    new Matches(dataSource).refuseUndecided(id);
    String passphrase = unencrypted ? null : Passphrase.fresh();
    Path file = export.write(request, passphrase == null ? null : passphrase.toCharArray());
    register.note(
        id,
        request.right().step(),
        file.getFileName() + (unencrypted ? RequestRegister.UNENCRYPTED : ""));
    String usual = SubjectExport.name(request) + ".zip";
    String older = file.endsWith(usual) ? null : usual;
    return new Answer(id, file, older, passphrase);
  }
}
