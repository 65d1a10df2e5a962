package fr.oubli.rights.access;

import java.util.List;

/**
 * What the export job works on.
 *
 * @param ids of the requests, the one with the earliest deadline first
 * @param answering writes the bundle of one of them
 * @param workers how many bundles are written at a time
 */
record UnansweredRequests(List<Long> ids, BundleAnswer answering, int workers) {

  UnansweredRequests {
    ids = List.copyOf(ids);
  }
}
