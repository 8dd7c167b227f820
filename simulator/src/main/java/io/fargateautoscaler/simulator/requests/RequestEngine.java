package io.fargateautoscaler.simulator.requests;

import io.fargateautoscaler.simulator.requests.RequestTable.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A service, request by request and event by event: a load balancer, tasks with some workers and
 * one queue each, and clients that give up. Time is in seconds from 0 on and passes only when it is
 * told to. The same settings, seed and calls give the same figures, to the last bit.
 *
 * <p>A request without a task, or with one whose queue is full, is refused at once. A task counts
 * as holding what waits and what is worked on, also for clients that are gone.
 */
public final class RequestEngine {
  private final Settings settings;
  private final SplittableRandom instants;
  private final SplittableRandom work;
  private final SplittableRandom patience;
  private final Balancer balancer;
  private final Agenda agenda = new Agenda();
  private final Deadlines deadlines = new Deadlines();
  private final RequestTable requests = new RequestTable();
  private final Map<Integer, Task> tasks = new LinkedHashMap<>();
  private final Map<Long, Task> checked = new HashMap<>();
  private final List<Integer> unhealthy = new ArrayList<>();
  private final Ledger ledger;
  private long checks;
  private double now;

  /** A service without tasks, at time 0. */
  public RequestEngine(Settings settings, long seed) {
    this.settings = settings;
    this.ledger = new Ledger(settings.lateSeconds());
    // A source for each purpose: the same requests come whatever the load balancer chooses.
    SplittableRandom random = new SplittableRandom(seed);
    this.instants = random.split();
    this.work = random.split();
    this.patience = random.split();
    this.balancer = Balancer.of(settings.choice(), random.split());
  }

  /** Seconds that have passed. */
  public double now() {
    return now;
  }

  /**
   * A task that gets requests from now on.
   *
   * @throws IllegalArgumentException if there is one of that id
   */
  public void addTask(int id) {
    Task task = new Task(id, now);
    if (tasks.putIfAbsent(id, task) != null) {
      throw new IllegalArgumentException("task " + id + " exists");
    }
    balancer.add(task);
    HealthCheck check = settings.healthCheck();
    if (check != null) {
      long ticket = --checks;
      checked.put(ticket, task);
      agenda.add(now + check.intervalSeconds() + check.timeoutSeconds(), ticket);
    }
  }

  /** A task gets no new request, and is gone when it has none any more. Nothing if it is gone. */
  public void drainTask(int id) {
    Task task = tasks.get(id);
    if (task == null) {
      return;
    }
    withdraw(task);
    task.draining = true;
    leaveIfDrained(task);
  }

  /**
   * A task is gone at once, and what it held fails.
   *
   * @return how many requests failed whose clients waited; 0 if the task is gone already
   */
  public int killTask(int id) {
    Task task = tasks.get(id);
    if (task == null) {
      return 0;
    }
    withdraw(task);
    task.account(now);
    ledger.busy(-task.work.size);
    tasks.remove(id);
    return fail(task.queue) + fail(task.work);
  }

  /** Whether a task is there, be it draining. */
  public boolean has(int id) {
    return tasks.containsKey(id);
  }

  /** How many tasks get requests. */
  public int targets() {
    return balancer.size();
  }

  /** Requests that a task holds; 0 if it is gone. */
  public int outstanding(int id) {
    Task task = tasks.get(id);
    return task == null ? 0 : task.outstanding();
  }

  /** Seconds that the workers of a task were busy since it came, together; 0 if it is gone. */
  public double busySeconds(int id) {
    Task task = tasks.get(id);
    return task == null ? 0 : task.busySeconds(now);
  }

  /**
   * Tasks whose health checks failed since this was last asked, in that order. They get no more
   * requests, and stay until they are drained or killed.
   */
  public List<Integer> takeUnhealthy() {
    List<Integer> taken = List.copyOf(unhealthy);
    unhealthy.clear();
    return taken;
  }

  /** What became of the requests so far. */
  public Tally tally() {
    return ledger.tally();
  }

  /** How long clients waited for their answer or until they gave up; it goes on counting. */
  public ResponseTimes responseTimes() {
    return ledger.times;
  }

  /** One second with so many requests; see {@link #during}. */
  public void second(int arrivals) {
    during(1, arrivals);
  }

  /**
   * Lets time pass while so many requests come, each at any instant of it as likely as at any
   * other; numbers that have a Poisson distribution make a Poisson process.
   *
   * @param seconds above 0
   * @param arrivals at least 0
   * @throws IllegalArgumentException if a value is out of range
   */
  public void during(double seconds, int arrivals) {
    if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY) || arrivals < 0) {
      throw new IllegalArgumentException(arrivals + " arrivals in " + seconds + " s");
    }
    double from = now;
    double[] at = new double[arrivals];
    for (int i = 0; i < arrivals; i++) {
      at[i] = from + seconds * instants.nextDouble();
    }
    Arrays.sort(at);
    for (double instant : at) {
      arrive(instant);
    }
    advance(from + seconds);
  }

  /**
   * Lets time pass up to an instant, at which one request comes.
   *
   * @throws IllegalArgumentException if the instant has passed
   */
  public void arrive(double at) {
    advance(at);
    double seconds = settings.work().next(work);
    double patient = settings.patience().next(patience);
    if (!(seconds >= 0 && patient >= 0)) {
      throw new IllegalArgumentException(seconds + " s of work, " + patient + " s of patience");
    }
    ledger.arrived();
    Task task = balancer.choose();
    if (task == null
        || (task.work.size >= settings.workers() && task.queue.size >= settings.queueLimit())) {
      ledger.refused();
      return;
    }
    balancer.more(task);
    int row = requests.add(now, seconds, task);
    if (patient < Double.POSITIVE_INFINITY) {
      deadlines.add(now + patient, requests.ticket(row));
    }
    if (task.work.size < settings.workers()) {
      begin(task, row);
    } else {
      requests.append(task.queue, row);
    }
  }

  /**
   * Lets time pass up to an instant without new requests.
   *
   * @throws IllegalArgumentException if the instant has passed
   */
  public void advance(double until) {
    if (!(until >= now && until < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("from " + now + " s to " + until + " s");
    }
    while (true) {
      double planned = agenda.next();
      double deadline = deadlines.next();
      if (Math.min(planned, deadline) > until) {
        break;
      }
      // An answer at the very deadline is in time.
      if (planned <= deadline) {
        pass(planned);
        long ticket = agenda.take();
        if (ticket < 0) {
          check(ticket);
        } else {
          finish(requests.row(ticket));
        }
      } else {
        pass(deadline);
        giveUp(requests.row(deadlines.take()));
      }
    }
    pass(until);
  }

  /** Sum of the ages of all requests whose clients wait. */
  double ages() {
    double sum = 0;
    for (Task task : tasks.values()) {
      sum += requests.ages(task.queue, now) + requests.ages(task.work, now);
    }
    return sum;
  }

  /** Whether a request waits at a task that has an idle worker; never, if all is right. */
  boolean idlesWhileWorkWaits() {
    return tasks.values().stream()
        .anyMatch(task -> task.queue.size > 0 && task.work.size < settings.workers());
  }

  private void pass(double until) {
    ledger.pass(until - now);
    now = until;
  }

  private void begin(Task task, int row) {
    task.account(now);
    requests.append(task.work, row);
    requests.begin(row);
    ledger.busy(1);
    double arrived = requests.arrived(row);
    task.reached = arrived;
    if (!requests.alone(row)) {
      ledger.begun(now - arrived);
    }
    agenda.add(now + requests.work(row), requests.ticket(row));
  }

  private void finish(int row) {
    if (row == RequestTable.NONE) {
      return;
    }
    Task task = requests.task(row);
    if (!requests.alone(row)) {
      ledger.done(now - requests.arrived(row));
    }
    task.account(now);
    lessAt(task);
    requests.unlink(task.work, row);
    ledger.busy(-1);
    requests.remove(row);
    int next = task.queue.first;
    if (next == RequestTable.NONE) {
      leaveIfDrained(task);
    } else {
      requests.unlink(task.queue, next);
      begin(task, next);
    }
  }

  private void giveUp(int row) {
    if (row == RequestTable.NONE) {
      return;
    }
    Task task = requests.task(row);
    boolean begun = requests.begun(row);
    ledger.timedOut(now - requests.arrived(row), begun);
    if (begun || !settings.dropsGivenUp()) {
      requests.leaveAlone(row);
      return;
    }
    lessAt(task);
    requests.unlink(task.queue, row);
    requests.remove(row);
  }

  /** Takes a task off the load balancer's list. */
  private void withdraw(Task task) {
    if (task.listed) {
      balancer.remove(task);
      task.listed = false;
    }
  }

  private void lessAt(Task task) {
    if (task.listed) {
      balancer.less(task);
    }
  }

  private void leaveIfDrained(Task task) {
    if (task.draining && task.outstanding() == 0) {
      tasks.remove(task.id);
    }
  }

  private int fail(Chain chain) {
    int failed = 0;
    while (chain.first != RequestTable.NONE) {
      int row = chain.first;
      if (!requests.alone(row)) {
        ledger.failed(now - requests.arrived(row));
        failed++;
      }
      requests.unlink(chain, row);
      requests.remove(row);
    }
    return failed;
  }

  /** The time-out of a check: it waits like a request that came at its time. */
  private void check(long ticket) {
    HealthCheck check = settings.healthCheck();
    Task task = checked.get(ticket);
    if (check == null || task == null) {
      return;
    }
    if (!task.listed) {
      checked.remove(ticket);
      return;
    }
    boolean answered =
        task.work.size < settings.workers() || task.reached >= now - check.timeoutSeconds();
    task.failures = answered ? 0 : task.failures + 1;
    if (task.failures == check.failures()) {
      withdraw(task);
      unhealthy.add(task.id);
      checked.remove(ticket);
    } else {
      agenda.add(now + check.intervalSeconds(), ticket);
    }
  }
}
