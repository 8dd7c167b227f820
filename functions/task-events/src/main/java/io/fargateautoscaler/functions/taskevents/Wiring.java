package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.aws.AwsClients;
import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.aws.DynamoTaskFacts;
import io.fargateautoscaler.aws.SqsPulses;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.observation.ScalingHistory.Start;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.events.EventDecoder;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts the deployed function together: the only class that knows environment and clients. */
record Wiring(TaskEvents events, LogLines log) {
  static Wiring deployed() {
    Settings settings = Settings.read(System.getenv());
    InstantSource clock = InstantSource.system();
    AwsClients clients = AwsClients.standard();
    DynamoDbClient dynamo = clients.dynamoDb();
    DynamoStore store =
        new DynamoStore(dynamo, settings.table(), new TopicForms(settings.chat()), clock);
    SqsPulses queue = new SqsPulses(clients.sqs(), settings.workQueue(), clock);
    TaskEvents events =
        new TaskEvents(
            new EventDecoder(settings.account(), settings.region()),
            store,
            facts(new DynamoTaskFacts(dynamo, settings.table(), clock)),
            store,
            queue::hint,
            clock);
    return new Wiring(events, lines(System.out));
  }

  /** One write for each line, so that CloudWatch Logs gets it whole. */
  private static LogLines lines(PrintStream out) {
    return line -> {
      out.print(line + "\n");
      out.flush();
    };
  }

  private static TaskFactsStore facts(DynamoTaskFacts rows) {
    return new TaskFactsStore() {
      @Override
      public Set<String> known(Map<String, ServiceRef> tasks) {
        return rows.known(tasks);
      }

      @Override
      public void remember(Map<String, Stop> stops) {
        rows.remember(
            stops.entrySet().stream()
                .map(stop ->
                    new DynamoTaskFacts.Stop(
                        stop.getValue().service(), stop.getKey(), stop.getValue().kind()))
                .toList());
      }

      @Override
      public void starts(ServiceRef service, UnaryOperator<Map<String, Start>> change) {
        rows.starts(service, change);
      }
    };
  }
}
