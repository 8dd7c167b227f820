package io.fargateautoscaler.functions.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.notice.Notifier;
import io.fargateautoscaler.core.notice.Outbox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoggedNotifierTest {
  private final List<String> lines = new ArrayList<>();

  private Notifier.Result publish(String id, Notifier.Result answer) {
    var message = new Outbox.Message(id, "blind", "warning", "shop", "web", "s", "t", "{}", 0);
    return new LoggedNotifier(ignored -> answer, lines::add).publish(message);
  }

  @Test
  void whatIsPublishedIsNotLogged() {
    assertThat(publish("n", new Notifier.Published())).isEqualTo(new Notifier.Published());
    assertThat(lines).isEmpty();
  }

  @Test
  void f34WhatOnlyAnOperatorCanMendIsCritical() {
    var failed = new Notifier.Failed("permanent: KMSDisabled: the key\u202e is disabled");

    assertThat(publish("n@chat", failed)).isEqualTo(failed);

    assertThat(lines)
        .containsExactly(
            "{\"failed\":\"notice\",\"severity\":\"CRITICAL\",\"topic\":\"chat\",\"id\":\"n@chat\","
                + "\"reason\":\"permanent: KMSDisabled: the key\\\\u202e is disabled\"}");
  }

  @Test
  void whatMayPassIsAWarning() {
    publish("n", new Notifier.Failed("Throttled: slow down"));

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("\"severity\":\"WARNING\",\"topic\":\"main\"");
  }
}
