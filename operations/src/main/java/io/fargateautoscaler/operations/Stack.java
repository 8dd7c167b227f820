package io.fargateautoscaler.operations;

import java.util.Map;

/**
 * A deployed stack.
 *
 * @param region for example {@code eu-west-1}
 * @param status of CloudFormation, for example {@code UPDATE_COMPLETE}
 * @param parameters as it was deployed, by name
 * @param outputs by name, for example {@code TableName}
 */
public record Stack(
    String name,
    String region,
    String status,
    Map<String, String> parameters,
    Map<String, String> outputs) {
  public Stack {
    parameters = Map.copyOf(parameters);
    outputs = Map.copyOf(outputs);
  }

  /**
   * One output.
   *
   * @throws Trouble if the stack has none of this name: it is older than this command line, or
   *     another product
   */
  public String output(String key) {
    String value = outputs.get(key);
    if (value == null) {
      throw new Trouble(
          "the stack "
              + name
              + " has no output "
              + key
              + ": it is no stack of this product, or of an older version; deploy it again");
    }
    return value;
  }

  /** The parameter that holds a service's document: {@code /stack/services/cluster/service}. */
  public String policyParameter(String service) {
    return output("PolicyPath") + service;
  }

  /** The parameter that holds the mode of the stack. */
  public String modeParameter() {
    return "/" + name + "/mode";
  }
}
