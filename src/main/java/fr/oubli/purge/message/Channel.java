package fr.oubli.purge.message;

import java.io.IOException;

/** A way on which a message reaches somebody. */
interface Channel {

  /** Where it goes, without what only its owner may know. */
  String name();

  /**
   * @throws IOException when it did not arrive, and may on another try
   * @throws Undeliverable when another try cannot help
   */
  void send(DayMessage message) throws IOException, InterruptedException;

  /** The other end understood, and will not take it. */
  final class Undeliverable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Undeliverable(String message) {
      super(message);
    }
  }
}
