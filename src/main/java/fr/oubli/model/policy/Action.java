package fr.oubli.model.policy;

import java.util.List;

/** What is done to a row that is due. */
public sealed interface Action {

  /** The word that the policy, the ledger and the reports use. */
  String word();

  /** The row goes. */
  record Delete() implements Action {
    @Override
    public String word() {
      return "delete";
    }
  }

  /** The row stays, its personal columns rewritten by the policy's masks. */
  record Anonymise() implements Action {
    @Override
    public String word() {
      return "anonymise";
    }
  }

  /**
   * The row leaves the active base for the intermediate archive.
   *
   * @param columns the only ones that the archive keeps; empty keeps them all
   */
  record Archive(List<String> columns) implements Action {
    public Archive {
      columns = List.copyOf(columns);
    }

    @Override
    public String word() {
      return "archive";
    }
  }
}
