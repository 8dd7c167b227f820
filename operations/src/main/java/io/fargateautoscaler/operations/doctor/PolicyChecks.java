package io.fargateautoscaler.operations.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.core.policy.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the documents of the parameter store are those in force. */
final class PolicyChecks {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final StackFacts facts;

  PolicyChecks(StackFacts facts) {
    this.facts = facts;
  }

  List<Finding> documents() {
    Map<String, String> documents = facts.documents();
    Map<ServiceRef, String> inForce = facts.inForce();
    List<Finding> findings = new ArrayList<>();
    documents.forEach((path, text) -> {
      PolicyReader.Result read = PolicyReader.read(text, path);
      if (read.policy().isEmpty()) {
        findings.add(
            Finding.fail(
                "policies",
                path + ": " + read.problems().size() + " problems in its document",
                "first: " + read.problems().getFirst()));
        return;
      }
      String stored = inForce.get(read.policy().get().service());
      if (stored == null) {
        findings.add(Finding.fail("policies", path + ": its document is not in force", wait(path)));
      } else if (!same(read.canonicalJson(), stored)) {
        findings.add(
            Finding.fail("policies", path + ": an older document is in force", wait(path)));
      }
    });
    inForce.keySet().stream()
        .filter(service -> !documents.containsKey(service.toString()))
        .forEach(service ->
            findings.add(
                Finding.fail(
                    "policies",
                    service + ": its document was deleted but is in force",
                    wait(service.toString()))));
    if (findings.isEmpty()) {
      findings.add(
          inForce.isEmpty()
              ? Finding.needsYou(
                  "policies", "there is none yet", "write one: ./autoscaler init CLUSTER/SERVICE")
              : Finding.pass("policies", inForce.size() + " in force, the same as the documents"));
    }
    return findings;
  }

  private static String wait(String path) {
    return "wait six minutes; then look at the log of policy-sync for " + path;
  }

  /** Load balancers are added to a document when it comes into force. */
  private static boolean same(String read, String stored) {
    try {
      JsonNode a = MAPPER.readTree(read);
      JsonNode b = MAPPER.readTree(stored);
      a.path("policies")
          .properties()
          .forEach(policy -> {
            if (!policy.getValue().has("load-balancer")
                && b.path("policies").path(policy.getKey()) instanceof ObjectNode added) {
              added.remove("load-balancer");
            }
          });
      return a.equals(b);
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
