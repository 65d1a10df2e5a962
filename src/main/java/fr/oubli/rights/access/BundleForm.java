package fr.oubli.rights.access;

/** In which form a bundle is written. */
public enum BundleForm {
  /** A ZIP that anybody can open. */
  UNENCRYPTED,
  /** A ZIP that a passphrase opens. */
  ENCRYPTED,
  /** That ZIP, and beside it a page that the same passphrase opens in a browser. */
  SELF_OPENING
}
