package io.fargateautoscaler.aws;

import io.fargateautoscaler.config.DecisionJson;
import io.fargateautoscaler.config.PolicyReader;
import io.fargateautoscaler.config.StateJson;
import io.fargateautoscaler.core.observation.ScalingHistory;
import io.fargateautoscaler.core.policy.ServicePolicy;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.DecisionRecord;
import io.fargateautoscaler.core.reconcile.ServiceState;
import java.util.Map;
import java.util.Optional;

/** The JSON texts of the state table. A row that cannot be read harms its own service only. */
final class StoredText {
  private static final System.Logger LOG = System.getLogger(StoredText.class.getName());

  private StoredText() {}

  static Optional<ServicePolicy> policy(ServiceRef service, String document) {
    PolicyReader.Result result = PolicyReader.readCanonical(document);
    if (result.policy().isEmpty()) {
      LOG.log(System.Logger.Level.ERROR, "stored policy of {0}: {1}", service, result.problems());
    }
    return result.policy();
  }

  static String write(ServiceState state) {
    return StateJson.write(state);
  }

  /** A state that cannot be read is lost, but its version still guards the next write. */
  static ServiceState state(ServiceRef service, String text, long version) {
    try {
      return StateJson.read(text);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "stored state of {0} is lost: {1}", service, e.toString());
      return new ServiceState(version, ScalingHistory.NONE, null, null, Map.of());
    }
  }

  static String audit(DecisionRecord decision) {
    return DecisionJson.record(decision);
  }
}
