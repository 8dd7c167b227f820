package io.fargateautoscaler.cli;

import io.fargateautoscaler.aws.account.DynamoAuditTrail;
import io.fargateautoscaler.aws.account.DynamoFleet;
import io.fargateautoscaler.aws.account.EcsAccountServices;
import io.fargateautoscaler.aws.account.Session;
import io.fargateautoscaler.aws.account.SsmParameters;
import io.fargateautoscaler.operations.Fleet;
import io.fargateautoscaler.operations.Parameters;
import io.fargateautoscaler.operations.Stack;
import io.fargateautoscaler.operations.Waiting;
import io.fargateautoscaler.operations.audit.AuditTrail;
import io.fargateautoscaler.operations.orders.ModeOrder;
import io.fargateautoscaler.operations.orders.StandingOrders;
import io.fargateautoscaler.operations.policies.Admission;
import io.fargateautoscaler.operations.policies.PolicyDesk;
import java.time.InstantSource;

/** What the commands that change something work with. */
record OrderOffice(
    Session session,
    Stack stack,
    Fleet fleet,
    Parameters parameters,
    AuditTrail trail,
    Waiting waiting,
    InstantSource clock) {

  static OrderOffice of(Session session, Waiting waiting, InstantSource clock) {
    Stack stack = session.stack();
    String table = stack.output("TableName");
    return new OrderOffice(
        session,
        stack,
        new DynamoFleet(session, table, clock),
        new SsmParameters(session),
        new DynamoAuditTrail(session, table),
        waiting,
        clock);
  }

  StandingOrders standingOrders() {
    return new StandingOrders(stack.name(), fleet, trail, session.caller(), clock);
  }

  ModeOrder modeOrder() {
    return new ModeOrder(stack, fleet, parameters, trail, session.caller(), clock, waiting);
  }

  PolicyDesk policyDesk() {
    Admission admission = new Admission(stack, new EcsAccountServices(session));
    return new PolicyDesk(
        stack, fleet, parameters, admission, trail, session.caller(), clock, waiting);
  }
}
