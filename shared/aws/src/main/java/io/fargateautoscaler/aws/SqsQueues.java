package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Load;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Depths of SQS queues of this account and Region. */
public final class SqsQueues {
  /** A new read of a queue begins only within this time. */
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final SqsClient sqs;
  private final InstantSource clock;
  private final Map<String, String> urls = new HashMap<>();
  private final Set<String> late = new TreeSet<>();

  public SqsQueues(SqsClient sqs, InstantSource clock) {
    this.sqs = sqs;
    this.clock = clock;
  }

  /**
   * Reads each queue once, within some seconds for all: queues that do not answer must not use up
   * the run. Those for which no time was left come first the next time.
   *
   * @return a {@link Load.QueueDepth} without flow, or {@link Load.Missing}, for each of {@code
   *     names}
   */
  public synchronized Map<String, Load> read(Collection<String> names, Instant now) {
    Instant end = clock.instant().plus(DEADLINE);
    Set<String> inOrder = new LinkedHashSet<>(late);
    inOrder.retainAll(new TreeSet<>(names));
    inOrder.addAll(new TreeSet<>(names));
    late.removeAll(inOrder);
    Map<String, Load> loads = new TreeMap<>();
    for (String name : inOrder) {
      if (clock.instant().isBefore(end)) {
        loads.put(name, read(name, now));
      } else {
        late.add(name);
        loads.put(name, new Load.Missing("queue: not read in time"));
      }
    }
    return loads;
  }

  private Load read(String name, Instant now) {
    try {
      String url =
          urls.computeIfAbsent(name, it -> sqs.getQueueUrl(r -> r.queueName(it)).queueUrl());
      Map<QueueAttributeName, String> attributes =
          sqs.getQueueAttributes(r ->
                  r.queueUrl(url)
                      .attributeNames(
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
              .attributes();
      return new Load.QueueDepth(
          now,
          number(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)),
          number(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
          number(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)),
          null);
    } catch (QueueDoesNotExistException e) {
      // A queue of that name that is made again may have another URL.
      urls.remove(name);
      return new Load.Missing("queue not found");
    } catch (SdkException e) {
      return new Load.Missing("queue: " + Reasons.of(e));
    } catch (NumberFormatException e) {
      return new Load.Missing("queue: SQS answered without its numbers of messages");
    }
  }

  private static long number(@Nullable String text) {
    if (text == null) {
      throw new NumberFormatException("absent");
    }
    return Long.parseLong(text);
  }
}
