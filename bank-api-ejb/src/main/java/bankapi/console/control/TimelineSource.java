package bankapi.console.control;

/**
 * What a site's time line is made of, each from an index of its own; in the order in which they
 * follow each other where they happen at the same time.
 */
enum TimelineSource {
  OPENED,
  LINKED,
  RETURNED,
  RECEIVED,
  SETTLED,
  CREATED,
  ATTEMPTED
}
