package fr.oubli.bundle;

import fr.oubli.request.Matches;
import fr.oubli.request.Request;
import fr.oubli.request.RequestRegister;
import fr.oubli.request.Right;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Answers one request by a bundle, with its line in the register. */
record Answering(
    DataSource dataSource, RequestRegister register, SubjectExport export, boolean unencrypted) {

  /**
   * @param passphrase told once, stored nowhere; null where anybody can open the bundle
   */
  record Answer(long request, Path file, @Nullable String passphrase) {
    String line() {
      return "request %d: wrote %s%s"
          .formatted(
              request,
              file,
              passphrase == null
                  ? ", not encrypted"
                  : "; passphrase " + passphrase + " (told once: send it by another way)");
    }
  }

  /**
   * @throws fr.oubli.exit.Refusal when the request cannot be answered now
   */
  Answer one(long id) {
    Request request = register.toCarryOut(id, Right.ACCESS, Right.PORTABILITY);
    new Matches(dataSource).refuseUndecided(id);
    String passphrase = unencrypted ? null : Passphrase.fresh();
    Path file = export.write(request, passphrase == null ? null : passphrase.toCharArray());
    register.note(id, request.right().step(), String.valueOf(file.getFileName()));
    return new Answer(id, file, passphrase);
  }
}
