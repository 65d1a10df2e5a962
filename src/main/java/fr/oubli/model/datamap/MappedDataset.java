package fr.oubli.model.datamap;

import java.util.List;

/** A dataset as its file says it, before its references are followed. */
record MappedDataset(String key, List<MappedCollection> collections) {

  MappedDataset {
    collections = List.copyOf(collections);
  }
}
