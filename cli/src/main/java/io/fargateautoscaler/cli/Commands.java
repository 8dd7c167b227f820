package io.fargateautoscaler.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands and gives those that read files their reader. */
final class Commands implements IFactory {
  private final Texts texts;

  Commands(Texts texts) {
    this.texts = texts;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == DecideCommand.class) {
      return type.cast(new DecideCommand(texts));
    }
    if (type == ValidateCommand.class) {
      return type.cast(new ValidateCommand(texts));
    }
    if (type == ReplayCommand.class) {
      return type.cast(new ReplayCommand(texts));
    }
    if (type == NoticesCommand.class) {
      return type.cast(new NoticesCommand(texts));
    }
    if (type == SimulateCommand.class) {
      return type.cast(new SimulateCommand(texts));
    }
    if (type == ExplainCommand.class) {
      return type.cast(new ExplainCommand(texts));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
