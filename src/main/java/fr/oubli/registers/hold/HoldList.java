package fr.oubli.registers.hold;

import fr.oubli.platform.console.TextTable;
import fr.oubli.registers.hold.HoldRegister.Hold;
import java.util.List;

/** Holds as people read them. */
public final class HoldList {

  private HoldList() {}

  public static TextTable of(List<Hold> holds) {
    TextTable table =
        new TextTable("id", "scope", "collection", "key", "owner", "review on", "reason");
    for (Hold hold : holds) {
      table.row(
          hold.id(),
          hold.scope(),
          hold.collection(),
          hold.key(),
          hold.owner(),
          hold.reviewOn(),
          hold.reason());
    }
    return table;
  }
}
