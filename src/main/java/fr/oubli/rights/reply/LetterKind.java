package fr.oubli.rights.reply;

/** What a letter to the person tells; its file is named after it. */
enum LetterKind {
  DOUBT("doute"),
  EXTENSION("prolongation"),
  REFUSAL("refus"),
  ANSWER("reponse"),
  /** An earlier letter answers it. */
  EARLIER("renvoi"),
  /** Before a restriction ends (GDPR art. 18(3)). */
  LIFT_ANNOUNCED("levee-annoncee"),
  LIFTED("levee");

  private final String file;

  LetterKind(String file) {
    this.file = file;
  }

  /** The last part of the file's name. */
  String file() {
    return file;
  }
}
