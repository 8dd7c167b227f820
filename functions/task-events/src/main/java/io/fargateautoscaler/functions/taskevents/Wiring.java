package io.fargateautoscaler.functions.taskevents;

import io.fargateautoscaler.aws.AwsClients;
import io.fargateautoscaler.aws.DynamoDigests;
import io.fargateautoscaler.aws.DynamoStore;
import io.fargateautoscaler.aws.DynamoTaskFacts;
import io.fargateautoscaler.aws.SqsPulses;
import io.fargateautoscaler.config.TopicForms;
import io.fargateautoscaler.core.digest.FailureReports;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.tasks.StartRecorder;
import io.fargateautoscaler.core.tasks.TaskRecorder;
import io.fargateautoscaler.core.tasks.TaskStore;
import io.fargateautoscaler.events.EventDecoder;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Puts the deployed function together: the only class that knows environment and clients. */
record Wiring(TaskEvents events, LogLines log) {
  static Wiring deployed() {
    Settings settings = Settings.read(System.getenv());
    InstantSource clock = InstantSource.system();
    AwsClients clients = AwsClients.standard();
    DynamoDbClient dynamo = clients.dynamoDb();
    TopicForms forms = new TopicForms(settings.chat());
    DynamoStore store = new DynamoStore(dynamo, settings.table(), forms, clock);
    SqsPulses queue = new SqsPulses(clients.sqs(), settings.workQueue(), clock);
    Supplier<Set<ServiceRef>> withPolicy = () -> store.stack().services();
    TaskStore tasks = new DynamoTaskFacts(dynamo, settings.table(), clock);
    FailureReports failures =
        new FailureReports(new DynamoDigests(dynamo, settings.table(), forms, clock), clock);
    TaskEvents events =
        new TaskEvents(
            new EventDecoder(settings.account(), settings.region()),
            new TaskRecorder(withPolicy, tasks, failures, queue::hint, clock),
            new StartRecorder(
                withPolicy, tasks, store, queue::hint, clock, settings.taskStartedNotices()),
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
}
