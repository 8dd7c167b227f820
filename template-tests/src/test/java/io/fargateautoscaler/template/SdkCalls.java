package io.fargateautoscaler.template;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.reflect.AccessFlag;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Which operations of AWS clients a class can come to call, read from class files. It follows calls
 * through the project's own classes; a call of an interface reaches those implementations that the
 * followed code creates (rapid type analysis). It may find too much, never too little, except for
 * reflection, which the functions do not use.
 */
final class SdkCalls {

  private static final String OURS = "io/fargateautoscaler/";
  private static final String SDK = "software/amazon/awssdk/services/";
  private static final Pattern CLIENT = Pattern.compile(SDK + "([a-z0-9]+)/\\w+Client");
  private static final String TRANSACTION = SDK + "dynamodb/model/TransactWriteItem$Builder";
  private static final Set<String> NO_OPERATIONS =
      Set.of("builder", "create", "close", "serviceName", "serviceClientConfiguration", "<init>");

  private record Member(String owner, String name, String type) {}

  private final Map<String, Optional<ClassModel>> classes = new HashMap<>();
  private final Set<Member> reached = new HashSet<>();
  private final Deque<MethodModel> open = new ArrayDeque<>();
  private final Set<Member> calls = new HashSet<>();
  private final Set<String> created = new HashSet<>();
  private final Set<String> initialized = new HashSet<>();
  private final Set<String> operations = new TreeSet<>();

  private SdkCalls() {}

  /** Whether the class is on the class path. */
  static boolean exists(String className) {
    return new SdkCalls().model(className.replace('.', '/')).isPresent();
  }

  /**
   * Operations as {@code service:operation}, such as {@code ecs:updateService}, and the parts of
   * DynamoDB transactions as {@code dynamodb:transact-put}, {@code -update}, {@code -delete},
   * {@code -conditionCheck}.
   */
  static Set<String> reachableFrom(String className) {
    return reachableFrom(List.of(className.replace('.', '/')));
  }

  /** The same for all classes of a package together, each of whose methods may be called. */
  static Set<String> reachableFromPackageOf(Class<?> member) {
    var folder = member.getPackageName().replace('.', '/') + "/";
    return reachableFrom(
        names(member).stream()
            .filter(name -> name.startsWith(folder) && name.indexOf('/', folder.length()) < 0)
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .filter(name -> !name.endsWith("package-info"))
            .toList());
  }

  private static Set<String> reachableFrom(List<String> names) {
    var scan = new SdkCalls();
    for (var name : names) {
      scan.create(name);
      scan.model(name).orElseThrow().methods().forEach(method -> scan.reach(name, method));
    }
    while (!scan.open.isEmpty()) {
      scan.follow(scan.open.pop());
    }
    return scan.operations;
  }

  /** Class files of the folder or jar that a class came from. */
  private static List<String> names(Class<?> member) {
    try {
      var place = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isRegularFile(place)) {
        try (var jar = new JarFile(place.toFile())) {
          return jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.endsWith(".class"))
              .toList();
        }
      }
      try (var files = Files.walk(place)) {
        return files
            .map(file -> place.relativize(file).toString().replace(File.separatorChar, '/'))
            .filter(name -> name.endsWith(".class"))
            .toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("classes beside " + member, e);
    }
  }

  private void follow(MethodModel method) {
    method.code().ifPresent(code -> code.elementStream().forEach(this::look));
  }

  private void look(CodeElement element) {
    switch (element) {
      case InvokeInstruction call ->
          called(call.owner(), call.name().stringValue(), call.type().stringValue());
      case NewObjectInstruction made -> create(made.className().asInternalName());
      case FieldInstruction field -> initialize(field.owner().asInternalName());
      case InvokeDynamicInstruction dynamic ->
          dynamic.invokedynamic().bootstrap().arguments().stream()
              .filter(MethodHandleEntry.class::isInstance)
              .map(argument -> ((MethodHandleEntry) argument).reference())
              .forEach(target -> {
                var name = target.name().stringValue();
                if (name.equals("<init>")) {
                  create(target.owner().asInternalName());
                }
                called(target.owner(), name, target.type().stringValue());
              });
      default -> {
        // No other instruction calls or creates anything.
      }
    }
  }

  private void called(ClassEntry ownerEntry, String name, String type) {
    var owner = ownerEntry.asInternalName();
    if (!owner.startsWith(OURS)) {
      recordOperation(owner, name);
      return;
    }
    initialize(owner);
    if (calls.add(new Member(owner, name, type))) {
      reachIn(owner, name, type);
      // A copy: reaching a method may create further classes.
      for (var candidate : List.copyOf(created)) {
        if (supertypes(candidate).contains(owner)) {
          reachIn(candidate, name, type);
        }
      }
    }
  }

  private void recordOperation(String owner, String name) {
    var client = CLIENT.matcher(owner);
    if (client.matches() && !NO_OPERATIONS.contains(name)) {
      var operation = name.endsWith("Paginator") ? name.substring(0, name.length() - 9) : name;
      operations.add(client.group(1) + ":" + operation);
    }
    if (owner.equals(TRANSACTION)
        && Set.of("put", "update", "delete", "conditionCheck").contains(name)) {
      operations.add("dynamodb:transact-" + name);
    }
  }

  private void create(String name) {
    if (!name.startsWith(OURS) || !created.add(name)) {
      return;
    }
    initialize(name);
    var supertypes = supertypes(name);
    for (var call : List.copyOf(calls)) {
      if (supertypes.contains(call.owner())) {
        reachIn(name, call.name(), call.type());
      }
    }
    // Code outside the project calls back what it knows by a type of its own.
    if (supertypes.stream().anyMatch(s -> !s.startsWith(OURS) && !s.startsWith("java/lang/"))
        || supertypes.contains("java/lang/Runnable")
        || supertypes.contains("java/lang/AutoCloseable")
        || supertypes.contains("java/lang/Iterable")) {
      model(name).orElseThrow().methods().stream()
          .filter(method -> !method.flags().has(AccessFlag.STATIC))
          .forEach(method -> reach(name, method));
    }
  }

  private void initialize(String name) {
    if (name.startsWith(OURS) && initialized.add(name)) {
      reachIn(name, "<clinit>", "()V");
    }
  }

  /** Reaches the method where the class or its nearest supertype declares it. */
  private void reachIn(String owner, String name, String type) {
    for (var candidate : supertypes(owner)) {
      var found =
          model(candidate).stream()
              .flatMap(model -> model.methods().stream())
              .filter(method -> method.methodName().equalsString(name))
              .filter(method -> method.methodType().equalsString(type))
              .findFirst();
      if (found.isPresent()) {
        reach(candidate, found.get());
        if (found.get().code().isPresent()) {
          return;
        }
      }
    }
  }

  private void reach(String owner, MethodModel method) {
    var member =
        new Member(owner, method.methodName().stringValue(), method.methodType().stringValue());
    if (reached.add(member)) {
      open.push(method);
    }
  }

  /** The class itself, then its superclasses, then all interfaces. */
  private List<String> supertypes(String name) {
    var found = new ArrayList<String>();
    var interfaces = new ArrayList<String>();
    for (Optional<String> at = Optional.of(name); at.isPresent(); ) {
      found.add(at.get());
      var model = model(at.get());
      model.ifPresent(m -> m.interfaces().forEach(i -> interfaces.add(i.asInternalName())));
      at = model.flatMap(ClassModel::superclass).map(ClassEntry::asInternalName);
    }
    for (int i = 0; i < interfaces.size(); i++) {
      model(interfaces.get(i))
          .ifPresent(m -> m.interfaces().forEach(more -> interfaces.add(more.asInternalName())));
    }
    found.addAll(interfaces);
    return found;
  }

  private Optional<ClassModel> model(String name) {
    var known = classes.get(name);
    if (known == null) {
      known = name.startsWith(OURS) ? read(name) : Optional.empty();
      classes.put(name, known);
    }
    return known;
  }

  private static Optional<ClassModel> read(String name) {
    try (var in = SdkCalls.class.getClassLoader().getResourceAsStream(name + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
