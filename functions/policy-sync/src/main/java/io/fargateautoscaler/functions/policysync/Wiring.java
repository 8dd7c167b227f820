package io.fargateautoscaler.functions.policysync;

import io.fargateautoscaler.aws.AwsClients;
import io.fargateautoscaler.aws.ClaimRows;
import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.aws.EcsScalableTarget;
import io.fargateautoscaler.aws.LoadBalancers;
import io.fargateautoscaler.aws.OtherScalers;
import io.fargateautoscaler.aws.SqsPulses;
import io.fargateautoscaler.aws.SsmClaimBoard;
import io.fargateautoscaler.aws.SsmPolicySource;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.events.EventDecoder;
import java.io.PrintStream;
import java.time.InstantSource;

/** Puts the deployed function together: the only class that knows environment and clients. */
record Wiring(Settings settings, EventDecoder decoder, PolicySync sync, LogLines log) {
  static Wiring deployed() {
    Settings settings = Settings.read(System.getenv());
    InstantSource clock = InstantSource.system();
    AwsClients clients = AwsClients.standard();
    DynamoStore store =
        new DynamoStore(
            clients.dynamoDb(), settings.table(), new TopicForms(settings.chat()), clock);
    SqsPulses queue = new SqsPulses(clients.sqs(), settings.workQueue(), clock);
    // Other scalers matter to decisions only, and this function makes none.
    EcsScalableTarget services = new EcsScalableTarget(clients.ecs(), OtherScalers.NONE);
    PolicySync sync =
        new PolicySync(
            SsmPolicySource.connect(clients, settings.policyPath(), settings.modeParameter()),
            store,
            store,
            new LoadBalancerSearch(store, services, new LoadBalancers(clients.cloudWatch())::of),
            new ClaimSync(
                settings.stack(),
                SsmClaimBoard.connect(clients, settings.stack()),
                store,
                new ClaimRows(clients.dynamoDb(), settings.table(), clock),
                clock),
            queue::hint,
            clock);
    return new Wiring(
        settings, new EventDecoder(settings.account(), settings.region()), sync, lines(System.out));
  }

  /** One write for each line, so that CloudWatch Logs gets it whole. */
  private static LogLines lines(PrintStream out) {
    return line -> {
      out.print(line + "\n");
      out.flush();
    };
  }
}
