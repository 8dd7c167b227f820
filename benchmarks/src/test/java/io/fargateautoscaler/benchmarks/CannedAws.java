package io.fargateautoscaler.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Answers the SDK's calls at once. An answer is made when a call is seen for the first time and
 * kept for the next one with the same bytes, so that what is measured is the SDK's work and ours.
 */
final class CannedAws implements SdkHttpClient {
  private final Answers answers;
  private final Map<Call, Answer> known = new HashMap<>();
  private final Map<String, Integer> calls = new TreeMap<>();
  private boolean keeping;

  /** Makes the answers. */
  interface Answers {
    Answer to(String action, byte[] body) throws IOException;
  }

  /** A body and its type. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Answer(String contentType, byte[] body) {}

  private static final class Call {
    private final String action;
    private final byte[] body;

    Call(String action, byte[] body) {
      this.action = action;
      this.body = body;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Call call
          && call.action.equals(action)
          && Arrays.equals(call.body, body);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(body);
    }
  }

  CannedAws(Answers answers) {
    this.answers = answers;
  }

  /** From now on nothing changes any more: the same call has the same answer. */
  void keep() {
    keeping = true;
    known.clear();
    calls.clear();
  }

  /** How many calls of each action there were since {@link #keep()}. */
  Map<String, Integer> calls() {
    return calls;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(request);
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    byte[] body = new byte[0];
    if (request.contentStreamProvider().isPresent()) {
      try (InputStream content = request.contentStreamProvider().get().newStream()) {
        body = content.readAllBytes();
      }
    }
    SdkHttpRequest http = request.httpRequest();
    String name = http.firstMatchingHeader("X-Amz-Target").orElseGet(http::encodedPath);
    Call call =
        new Call(name.substring(name.lastIndexOf(name.contains("/") ? '/' : '.') + 1), body);
    calls.merge(call.action, 1, Integer::sum);
    Answer answer = keeping ? known.get(call) : null;
    if (answer == null) {
      answer = answers.to(call.action, body);
      known.put(call, answer);
    }
    SdkHttpResponse.Builder response =
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("Content-Type", answer.contentType())
            .putHeader("Content-Length", String.valueOf(answer.body().length));
    if (answer.contentType().equals("application/cbor")) {
      response.putHeader("smithy-protocol", "rpc-v2-cbor");
    }
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  @Override
  public void close() {}
}
