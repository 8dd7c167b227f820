import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;

/**
 * Checks or applies google-java-format on every Java file under a folder: {@code check|apply ROOT}.
 */
final class Format {

  private static final Set<String> SKIPPED = Set.of("target", "node_modules");

  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !(args[0].equals("check") || args[0].equals("apply"))) {
      System.err.println("usage: Format check|apply ROOT");
      System.exit(2);
    }
    boolean check = args[0].equals("check");
    var files = javaFiles(Path.of(args[1]).toRealPath());
    var arguments = new ArrayList<String>();
    arguments.addAll(check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
    files.forEach(file -> arguments.add(file.toString()));
    int exit =
        files.isEmpty()
            ? 0
            : ToolProvider.findFirst("google-java-format")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
    if (exit != 0 && check) {
      System.err.println(
          "The files above are not formatted: ./mvnw -pl format verify -Dformat=apply");
    }
    System.exit(exit);
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.getFileName().toString();
            var hidden = name.startsWith(".") || SKIPPED.contains(name);
            return hidden && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }
}
