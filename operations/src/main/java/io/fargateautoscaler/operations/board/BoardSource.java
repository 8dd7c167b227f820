package io.fargateautoscaler.operations.board;

/** Port: where the board is read, an account or a running demo. */
@FunctionalInterface
public interface BoardSource {
  /**
   * Reads all of it as it is now.
   *
   * @throws io.fargateautoscaler.operations.Trouble if it cannot be read
   */
  Board read();
}
