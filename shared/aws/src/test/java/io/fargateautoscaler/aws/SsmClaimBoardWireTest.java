package io.fargateautoscaler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.claim.Claim;
import io.fargateautoscaler.core.claim.ClaimBoard;
import io.fargateautoscaler.core.policy.ServiceRef;
import io.fargateautoscaler.core.reconcile.contract.ClaimBoardContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Tag("wire")
final class SsmClaimBoardWireTest extends ClaimBoardContract {
  private final SsmClient ssm = WireServer.clients().other(SsmClient.builder());
  private final Map<String, String> names = new HashMap<>();

  @Override
  protected ClaimBoard board(String stack) {
    return new Named(new SsmClaimBoard(ssm, name(stack)));
  }

  /** The server is shared between tests, so every stack has a name of its own. */
  private String name(String stack) {
    return names.computeIfAbsent(stack, WireServer::unique);
  }

  private final class Named implements ClaimBoard {
    private final SsmClaimBoard board;

    Named(SsmClaimBoard board) {
      this.board = board;
    }

    @Override
    public List<Claim> all() {
      Map<String, String> known = new HashMap<>();
      names.forEach((stack, unique) -> known.put(unique, stack));
      return board.all().stream()
          .filter(claim -> known.containsKey(claim.stack()))
          .map(claim ->
              new Claim(known.getOrDefault(claim.stack(), ""), claim.services(), claim.renewed()))
          .toList();
    }

    @Override
    public void write(SortedSet<ServiceRef> services) {
      board.write(services);
    }
  }

  @Test
  void whatIsNoClaimIsLeftOut() {
    ServiceRef web = new ServiceRef("shop", "web");
    String path = SsmClaimBoard.PATH + name("red");
    put(
        path + "/1",
        "shop/web\nno service\n\nshop/web/more\n" + "\u202e\u0007",
        ParameterType.STRING);
    put(path + "/2", "shop/secret", ParameterType.SECURE_STRING);
    put(path + "/notes", "shop/notes", ParameterType.STRING);

    assertThat(board("blue").all()).flatExtracting(Claim::services).containsExactly(web);
  }

  private void put(String name, String value, ParameterType type) {
    ssm.putParameter(request -> request.name(name).value(value).type(type));
  }
}
