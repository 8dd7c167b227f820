package io.fargateautoscaler.functions.reconciler;

import io.fargateautoscaler.aws.ApplicationAutoScalingTargets;
import io.fargateautoscaler.aws.AwsClients;
import io.fargateautoscaler.aws.AwsLoadSource;
import io.fargateautoscaler.aws.CloudWatchAlarms;
import io.fargateautoscaler.aws.CloudWatchLoads;
import io.fargateautoscaler.aws.DynamoDigests;
import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.aws.EcsRates;
import io.fargateautoscaler.aws.EcsScalableTarget;
import io.fargateautoscaler.aws.SnsNotifier;
import io.fargateautoscaler.aws.SqsPulses;
import io.fargateautoscaler.aws.SqsQueues;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.cost.TaskCosts;
import io.fargateautoscaler.core.reconcile.Lanes;
import io.fargateautoscaler.core.reconcile.Ports;
import io.fargateautoscaler.core.reconcile.Reconciler;
import io.fargateautoscaler.core.reconcile.StateStore;
import io.fargateautoscaler.events.EventDecoder;
import java.io.PrintStream;
import java.time.InstantSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts the deployed function together: the only class that knows environment and clients. */
record Wiring(
    Settings settings,
    EventDecoder decoder,
    StateStore store,
    Scaling scaling,
    LogLines log,
    InstantSource clock) {
  /** As many connections as the JDK keeps open to one host. */
  private static final int LANES = 5;

  static Wiring deployed() {
    Settings settings = Settings.read(System.getenv());
    InstantSource clock = InstantSource.system();
    AwsClients clients = AwsClients.standard();
    SqsClient sqs = clients.sqs();
    CloudWatchClient cloudWatch = clients.cloudWatch();
    Lanes lanes = new Lanes(LANES);
    LogLines log = lines(System.out);
    TopicForms forms = new TopicForms(settings.chat());
    DynamoStore store = new DynamoStore(clients.dynamoDb(), settings.table(), forms, clock, lanes);
    Tally tally = new Tally(new DecisionLog(log));
    Reconciler reconciler =
        new Reconciler(
            new Ports(
                new EcsScalableTarget(
                    clients.ecs(),
                    new ApplicationAutoScalingTargets(clients.applicationAutoScaling(), clock),
                    EcsRates.usual(clock),
                    lanes),
                new AwsLoadSource(
                    new CloudWatchLoads(cloudWatch), new SqsQueues(sqs, clock, lanes)),
                new CloudWatchAlarms(cloudWatch),
                store,
                store,
                new DynamoDigests(clients.dynamoDb(), settings.table(), forms, clock),
                new LoggedNotifier(
                    new SnsNotifier(clients.sns(), settings.topic(), settings.chatTopic()), log),
                new SqsPulses(sqs, settings.workQueue(), clock),
                TaskCosts.NONE,
                tally),
            clock,
            new Reconciler.Settings(settings.pulseEvery(), settings.notices(), lanes));
    return new Wiring(
        settings,
        new EventDecoder(settings.account(), settings.region()),
        store,
        Scaling.by(reconciler, tally),
        log,
        clock);
  }

  /** One write for each line, so that CloudWatch reads it whole, metrics included. */
  private static LogLines lines(PrintStream out) {
    return line -> {
      out.print(line + "\n");
      out.flush();
    };
  }
}
