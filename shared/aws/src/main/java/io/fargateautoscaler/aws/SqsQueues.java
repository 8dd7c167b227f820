package io.fargateautoscaler.aws;

import io.fargateautoscaler.core.observation.Load;
import io.fargateautoscaler.core.reconcile.Lanes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
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
  private final Lanes lanes;
  private final Map<String, String> urls = new ConcurrentHashMap<>();
  private final Set<String> late = new ConcurrentSkipListSet<>();

  public SqsQueues(SqsClient sqs, InstantSource clock) {
    this(sqs, clock, Lanes.ONE);
  }

  /** With queues read in {@code lanes}. */
  public SqsQueues(SqsClient sqs, InstantSource clock, Lanes lanes) {
    this.sqs = sqs;
    this.clock = clock;
    this.lanes = lanes;
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
    Map<String, Load> loads = new ConcurrentSkipListMap<>();
    lanes.each(
        inOrder,
        name -> {
          if (clock.instant().isBefore(end)) {
            loads.put(name, read(name, now));
          } else {
            late.add(name);
            loads.put(name, new Load.Missing("queue: not read in time"));
          }
        });
    return loads;
  }

  private Load read(String name, Instant now) {
    try {
      String url = url(name);
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

  private String url(String name) {
    String known = urls.get(name);
    if (known == null) {
      known = sqs.getQueueUrl(r -> r.queueName(name)).queueUrl();
      urls.put(name, known);
    }
    return known;
  }

  private static long number(@Nullable String text) {
    if (text == null) {
      throw new NumberFormatException("absent");
    }
    return Long.parseLong(text);
  }
}
