package bankapi.sandbox.data;

/** A list of rows, newest first, of which one is at the front. */
sealed interface Source extends Comparable<Source> permits BaseSource, ChangeSource {

  long updatedAt();

  long id();

  Transaction row();

  /** Moves on to the next row; false if there is none. */
  boolean advance();

  @Override
  default int compareTo(Source other) {
    int newest = Long.compare(other.updatedAt(), updatedAt());
    return newest != 0 ? newest : Long.compare(other.id(), id());
  }
}
