package io.fargateautoscaler.simulator.requests;

/** The running sums of a service. */
final class Ledger {
  final ResponseTimes times = new ResponseTimes();
  private final double lateSeconds;
  private long arrived;
  private long begun;
  private long waited;
  private long done;
  private long late;
  private long timedOut;
  private long abandoned;
  private long refused;
  private long failed;
  private long inSystem;
  private long busy;
  private double waitSeconds;
  private double responseSeconds;
  private double lostSeconds;
  private double inSystemSeconds;
  private double busySeconds;

  Ledger(double lateSeconds) {
    this.lateSeconds = lateSeconds;
  }

  void pass(double seconds) {
    inSystemSeconds += inSystem * seconds;
    busySeconds += busy * seconds;
  }

  void arrived() {
    arrived++;
    inSystem++;
  }

  void refused() {
    refused++;
    inSystem--;
  }

  void begun(double wait) {
    begun++;
    waitSeconds += wait;
    if (wait > 0) {
      waited++;
    }
  }

  void done(double response) {
    done++;
    inSystem--;
    responseSeconds += response;
    if (response > lateSeconds) {
      late++;
    }
    times.add(response);
  }

  void timedOut(double age, boolean wasBegun) {
    timedOut++;
    inSystem--;
    lostSeconds += age;
    if (!wasBegun) {
      abandoned++;
    }
    times.add(age);
  }

  void failed(double age) {
    failed++;
    inSystem--;
    lostSeconds += age;
  }

  void busy(int more) {
    busy += more;
  }

  Tally tally() {
    return new Tally(
        arrived,
        begun,
        waited,
        done,
        late,
        timedOut,
        abandoned,
        refused,
        failed,
        inSystem,
        waitSeconds,
        responseSeconds,
        lostSeconds,
        inSystemSeconds,
        busySeconds);
  }
}
