package io.fargateautoscaler.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The scan finds what can be called, and not what merely lies next to it. */
class SdkCallsTest {

  interface Port {
    void act();
  }

  record Used(EcsClient ecs) implements Port {
    @Override
    public void act() {
      ecs.describeServices(request -> request.cluster("shop"));
    }

    void notCalled() {
      ecs.updateService(request -> request.cluster("shop"));
    }
  }

  record NeverCreated(EcsClient ecs) implements Port {
    @Override
    public void act() {
      ecs.deleteService(request -> request.cluster("shop"));
    }
  }

  static final class Entry {
    private final Port port;
    private final Supplier<String> later;

    Entry(EcsClient ecs, SqsClient sqs) {
      port = new Used(ecs);
      later = () -> sqs.getQueueUrl(request -> request.queueName("q")).queueUrl();
    }

    String run(DynamoDbClient dynamo) {
      List.of(port).forEach(Port::act);
      var put = TransactWriteItem.builder().put(p -> p.tableName("t")).build();
      dynamo.transactWriteItems(request -> request.transactItems(put));
      var pages = dynamo.queryPaginator(request -> request.tableName("t")).stream().count();
      return later.get() + pages;
    }
  }

  @Test
  void followsPortsLambdasAndMethodReferences() {
    assertThat(SdkCalls.reachableFrom(Entry.class.getName()))
        .containsExactlyInAnyOrder(
            "ecs:describeServices",
            "sqs:getQueueUrl",
            "dynamodb:transactWriteItems",
            "dynamodb:transact-put",
            "dynamodb:query");
  }
}
