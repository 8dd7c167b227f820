package io.fargateautoscaler.functions.taskevents;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.aws.SqsBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lambda function: reads batches of ECS task events from the task-event queue and gives back the
 * messages that it could not read or not deal with.
 */
public final class TaskEventsHandler implements RequestStreamHandler {
  private final TaskEvents events;
  private final LogLines log;

  /** The deployed function. */
  public TaskEventsHandler() {
    this(Wiring.deployed());
  }

  private TaskEventsHandler(Wiring wiring) {
    this(wiring.events(), wiring.log());
  }

  TaskEventsHandler(TaskEvents events, LogLines log) {
    this.events = events;
    this.log = log;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String answer = handle(new String(input.readAllBytes(), StandardCharsets.UTF_8));
    output.write(answer.getBytes(StandardCharsets.UTF_8));
  }

  /** The answer to one invocation; never throws. */
  String handle(String event) {
    // A direct invoke with one event, for trying things out, has no message to give back.
    List<SqsBatch.Message> messages =
        SqsBatch.read(event).orElseGet(() -> List.of(new SqsBatch.Message("", event)));
    TaskEvents.Result result = events.handle(messages);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("messages", messages.size());
    ObjectNode counts = line.putObject("tasks");
    result.counts().forEach(counts::put);
    result.trouble().forEach(line.putArray("trouble")::add);
    log.write(line.toString());
    return SqsBatch.answer(result.giveBack());
  }
}
