package io.fargateautoscaler.cli;

import io.fargateautoscaler.simulator.load.Arrivals;
import io.fargateautoscaler.simulator.load.Trace;
import io.fargateautoscaler.simulator.load.TraceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All recorded loads of a folder, by name.
 *
 * @param problems lines, safe to print; if there is one, nothing should be run
 * @param notes sentences on gaps that were filled
 */
record TraceFolder(List<Trace> traces, List<String> problems, List<String> notes) {
  private static final Duration CUT = Duration.ofHours(24);

  TraceFolder {
    traces = List.copyOf(traces);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /**
   * Reads them.
   *
   * @param whole or only the busiest 24 h of each
   */
  static TraceFolder read(Path folder, boolean whole) {
    String shown = Texts.printable(folder.toString());
    List<Trace> traces = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Path file : files(folder, shown, problems)) {
      switch (TraceFile.read(file)) {
        case TraceFile.Refused refused -> problems.addAll(refused.problems());
        case TraceFile.Read read -> {
          Trace trace = whole ? read.trace() : read.trace().busiest(CUT);
          String where = Texts.printable(file.toString());
          if (!names.add(trace.name())) {
            problems.add(where + ": another file has the same name; give each its own");
          } else if (!(trace.peakRate() > 0)) {
            problems.add(where + ": nothing arrives in it");
          } else if (trace.seconds() > Arrivals.MAX_SECONDS) {
            problems.add(where + ": is too long for --full; cut it into parts");
          }
          read.notes().forEach(note -> notes.add(where + ": " + Texts.printable(note)));
          traces.add(trace);
        }
      }
    }
    return new TraceFolder(traces, problems, notes);
  }

  private static List<Path> files(Path folder, String shown, List<String> problems) {
    if (Files.notExists(folder)) {
      problems.add(shown + ": no such folder; name one of traces with --traces");
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(TraceFolder::isTrace).sorted().toList();
      if (files.isEmpty()) {
        problems.add(shown + ": has no *.csv or *.json files");
      }
      return files;
    } catch (NotDirectoryException e) {
      problems.add(shown + ": is a file; name its folder");
    } catch (IOException | UncheckedIOException e) {
      problems.add(shown + ": cannot be read");
    }
    return List.of();
  }

  private static boolean isTrace(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".csv") || name.endsWith(".json");
  }
}
