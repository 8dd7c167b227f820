package io.fargateautoscaler.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fargateautoscaler.operations.orders.Ordered;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/** Prints what was ordered. */
final class OrderText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OrderText() {}

  static void print(List<Ordered> orders, boolean json, PrintWriter out) {
    if (json) {
      ArrayNode array = MAPPER.createArrayNode();
      for (Ordered each : orders) {
        ObjectNode node = array.addObject();
        node.put("service", each.service().toString());
        node.put("order", each.order());
        node.put("because", each.sentence());
        node.put("until", each.until() == null ? null : each.until().toString());
        node.put("by", each.by());
        texts(node, "remarks", each.remarks());
      }
      out.println(Texts.json(array.toString()));
      return;
    }
    for (Ordered each : orders) {
      out.println(Texts.printable(each.service() + ": " + each.sentence()));
      remarks(each.remarks(), out);
    }
    out.println("It is obeyed at the next look, within a minute.");
  }

  /** A line each. */
  static void remarks(List<String> remarks, PrintWriter out) {
    remarks.forEach(remark -> out.println("  note: " + Texts.printable(remark)));
  }

  static void texts(ObjectNode node, String key, Collection<String> texts) {
    ArrayNode array = node.putArray(key);
    texts.forEach(array::add);
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }
}
