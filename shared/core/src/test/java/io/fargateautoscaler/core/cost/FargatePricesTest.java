package io.fargateautoscaler.core.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FargatePricesTest {
  private final PriceTable table = PriceTable.shipped();

  @ParameterizedTest
  @CsvSource({
    // one vCPU and 2 GB of us-east-1: 0.04048 + 2 * 0.004445
    "us-east-1,      1024, 2048, false, 0,   0.04937",
    "us-east-1,      256,  512,  false, 0,   0.0123425",
    "us-east-1,      1024, 2048, true,  0,   0.0395",
    // all on Spot: 30 % of it; half: the mean of both
    "us-east-1,      1024, 2048, false, 1,   0.014811",
    "us-east-1,      1024, 2048, false, 0.5, 0.0320905",
    "eu-central-1,   1024, 2048, false, 0,   0.05678",
    "ap-northeast-1, 1024, 1024, false, 0,   0.05609",
    "sa-east-1,      1024, 1024, true,  0,   0.06182"
  })
  void anHourOfATask(
      String region, int cpu, int memory, boolean arm, double spot, double expected) {
    assertThat(table.of(region).usdPerTaskHour(new TaskSize(cpu, memory, arm, spot)))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void armIsCheaperInEveryRegionAndEverySourceNamesItsRegion() {
    assertThat(table.regions()).contains("us-east-1", "us-east-2", "us-west-2");
    for (String region : table.regions()) {
      FargatePrices prices = table.of(region);
      assertThat(prices.arm().vcpuHour()).as(region).isLessThan(prices.x86().vcpuHour());
      assertThat(prices.arm().gbHour()).as(region).isLessThan(prices.x86().gbHour());
      assertThat(prices.source()).as(region).contains(region).doesNotStartWith("~");
    }
  }

  @Test
  void anUnknownRegionHasTheStandInsPricesAndSaysSo() {
    FargatePrices unknown = table.of("xx-moon-1");

    assertThat(unknown.x86()).isEqualTo(table.of(PriceTable.STAND_IN).x86());
    assertThat(unknown.source()).startsWith("~").contains("us-east-1", "xx-moon-1 are not known");
    assertThat(UsdPerHour.of(0.05, 2, 4, unknown.source()).sentence())
        .startsWith("Cost: ~0.10 -> ~0.20 USD an hour (prices of us-east-1: ");
  }

  @Test
  void ownPricesReplaceThoseOfTheTable() {
    FargatePrices own = table.of("us-east-1").with("vcpu=0.08096,gb=0.00889").orElseThrow();

    assertThat(own.usdPerTaskHour(new TaskSize(1024, 2048, false, 0)))
        .isCloseTo(2 * 0.04937, within(1e-9));
    assertThat(own.usdPerTaskHour(new TaskSize(1024, 2048, true, 0)))
        .isCloseTo(2 * 0.0395, within(1e-9));
    assertThat(own.source()).isEqualTo("own prices");
    assertThat(own.with("vcpu=1,gb=1,spot=0.5").orElseThrow().spot()).isEqualTo(0.5);
    assertThat(own.with("")).contains(own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "vcpu=1",
        "gb=1",
        "vcpu=1,gb=",
        "vcpu=0,gb=1",
        "vcpu=-1,gb=1",
        "vcpu=1,gb=1,spot=2",
        "vcpu=1,gb=1,",
        "vcpu=1,vcpu=2,gb=1",
        "vcpu=NaN,gb=1",
        "vcpu=1,gb=1,disk=1",
        "vcpu=1e9,gb=1"
      })
  void anyOtherTextIsRefused(String text) {
    assertThat(table.of("us-east-1").with(text)).isEmpty();
  }

  @Test
  void aTableOfAnotherFormIsRefused() {
    assertThatThrownBy(() -> PriceTable.parse("names\nus-east-1,1,2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("us-east-1,1,2");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00049, 0.0005",
    "0.04937, 0.049",
    "0.34559, 0.35",
    "1.5, 1.50",
    "123.4, 123"
  })
  void amountsAreRoundedForPeople(double usd, String text) {
    assertThat(UsdPerHour.text(usd)).isEqualTo(text);
  }

  @Test
  void ownCostAddsUpByListPrice() {
    assertThat(new OwnCost(1000, 0, 0, 0, 0, 0, 0).usd()).isCloseTo(0.01, within(1e-12));
    assertThat(new OwnCost(0, 1e6, 1e6, 1e6, 0, 1e6, 1e6).usd())
        .isCloseTo(0.40 + 0.50 + 0.20 + 0.125 + 0.625, within(1e-9));
    assertThat(new OwnCost(0, 0, 0, 0, 1e6, 0, 0).usd()).isCloseTo(13.3334, within(1e-9));
  }
}
