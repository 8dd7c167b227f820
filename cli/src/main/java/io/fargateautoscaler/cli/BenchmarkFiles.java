package io.fargateautoscaler.cli;

import io.fargateautoscaler.simulator.benchmark.BenchmarkJson;
import io.fargateautoscaler.simulator.benchmark.ResultCsv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The folder for the files of a benchmark. Each file is there as a whole or not at all. */
final class BenchmarkFiles {
  private static final String CSV = "results.csv";
  private static final String JSON = "benchmark.json";
  private static final String MARKDOWN = "benchmark.md";
  static final String NAMES = CSV + ", " + JSON + ", " + MARKDOWN;

  private final Path folder;

  private BenchmarkFiles(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder; it is better to know at once that this cannot be done. */
  static BenchmarkFiles in(Path folder) throws Texts.Unreadable {
    BenchmarkFiles files = new BenchmarkFiles(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new Texts.Unreadable(files.shown() + ": cannot be made a folder for --out");
    }
    if (!Files.isWritable(folder)) {
      throw new Texts.Unreadable(files.shown() + ": no permission to write into it");
    }
    return files;
  }

  String shown() {
    return Texts.printable(folder.toString());
  }

  void write(BenchmarkReport report) throws IOException {
    write(CSV, to -> ResultCsv.write(report.results(), to));
    write(JSON, to -> BenchmarkJson.write(report.results(), report.responses(), to));
    write(MARKDOWN, to -> to.append(report.markdown()));
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(Appendable to) throws IOException;
  }

  private void write(String name, Content content) throws IOException {
    Path half = folder.resolve("." + name + ".tmp");
    half.toFile().deleteOnExit(); // Ctrl-C too.
    try {
      try (BufferedWriter to = Files.newBufferedWriter(half)) {
        content.writeTo(to);
      }
      Files.move(half, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
