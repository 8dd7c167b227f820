package io.fargateautoscaler.core.cost;

import io.fargateautoscaler.core.cost.FargatePrices.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The Fargate prices that are shipped, by Region. */
public final class PriceTable {
  /** Its prices stand in for those that are not known. */
  public static final String STAND_IN = "us-east-1";

  private static final String RESOURCE = "fargate-prices.csv";
  private static final int COLUMNS = 8;

  /** As in the Regions for which both are known. */
  private static final double ARM_TO_X86 = 0.8;

  private static final double USUAL_SPOT = 0.3;

  private final Map<String, FargatePrices> byRegion;

  private PriceTable(Map<String, FargatePrices> byRegion) {
    this.byRegion = byRegion;
  }

  /** Reads the table from the class path. */
  public static PriceTable shipped() {
    try (InputStream in = PriceTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a table: a line of names, then {@code region,vcpu,gb,arm-vcpu,arm-gb,spot,date,source};
   * the three before the date may be empty.
   *
   * @throws IllegalArgumentException if a line has another form
   */
  static PriceTable parse(String csv) {
    Map<String, FargatePrices> byRegion = new LinkedHashMap<>();
    csv.lines()
        .skip(1)
        .filter(line -> !line.isBlank())
        .forEach(line -> {
          String[] cells = line.split(",", -1);
          if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
          }
          byRegion.put(cells[0], prices(cells));
        });
    return new PriceTable(byRegion);
  }

  private static FargatePrices prices(String[] cells) {
    Rate x86 = new Rate(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
    Rate arm =
        new Rate(
            orElse(cells[3], x86.vcpuHour() * ARM_TO_X86),
            orElse(cells[4], x86.gbHour() * ARM_TO_X86));
    String date = cells[6].isEmpty() ? "undated" : cells[6];
    String source = "prices of " + cells[0] + ": " + cells[7] + ", " + date;
    return new FargatePrices(x86, arm, orElse(cells[5], USUAL_SPOT), source);
  }

  private static double orElse(String cell, double other) {
    return cell.isEmpty() ? other : Double.parseDouble(cell);
  }

  /** The Regions whose prices are known. */
  public SortedSet<String> regions() {
    return new TreeSet<>(byRegion.keySet());
  }

  /** The prices of a Region; of {@link #STAND_IN} where they are not known, which is said. */
  public FargatePrices of(String region) {
    FargatePrices known = byRegion.get(region);
    if (known != null) {
      return known;
    }
    FargatePrices other = byRegion.get(STAND_IN);
    if (other == null) {
      throw new IllegalStateException(RESOURCE + " has no row " + STAND_IN);
    }
    return new FargatePrices(
        other.x86(),
        other.arm(),
        other.spot(),
        "~" + other.source() + "; those of " + region + " are not known");
  }
}
