package io.fargateautoscaler.operations;

/**
 * Who calls AWS.
 *
 * @param account twelve digits
 * @param arn of the user or of the role's session
 */
public record Caller(String account, String arn) {
  /** The part of the ARN that people know, for example {@code user/ann} or {@code Admin/ann}. */
  public String who() {
    String resource = arn.substring(arn.lastIndexOf(':') + 1);
    return resource.startsWith("assumed-role/")
        ? resource.substring("assumed-role/".length())
        : resource;
  }
}
