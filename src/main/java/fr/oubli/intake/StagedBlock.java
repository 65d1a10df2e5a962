package fr.oubli.intake;

/** Lines that were read, as {@code COPY} takes them. */
final class StagedBlock {

  private final byte[] copy;

  /**
   * @param copy rows of the staging table
   */
  StagedBlock(byte[] copy) {
    this.copy = copy;
  }

  byte[] copy() {
    return copy;
  }
}
