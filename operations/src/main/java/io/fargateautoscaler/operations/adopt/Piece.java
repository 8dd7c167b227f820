package io.fargateautoscaler.operations.adopt;

import java.util.List;

/**
 * A part of a drafted document.
 *
 * @param comments what there is to know of it
 * @param yaml one line without indent; empty: it can only be told
 * @param doubtful its author must look at it before it may act
 */
record Piece(List<String> comments, String yaml, boolean doubtful) {
  Piece {
    comments = List.copyOf(comments);
  }

  /** What cannot be said in a document. */
  static Piece told(String... comments) {
    return new Piece(List.of(comments), "", false);
  }

  boolean said() {
    return !yaml.isEmpty();
  }
}
