package io.fargateautoscaler.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fargateautoscaler.core.decision.Decider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The rules without one of their clauses: a source of the core with a piece of its text replaced,
 * compiled, and loaded beside the shipped one together with all that uses it.
 *
 * @param source file of {@code core.decision}
 * @param text what is taken out; it must be there exactly once
 * @param instead what stands in its place
 */
record Ablation(String source, String text, String instead) {
  private static final String PACKAGE = "io.fargateautoscaler.core.decision";
  private static final Path SOURCES = Path.of("../shared/core/src/main/java", PACKAGE.split("\\."));

  /** What {@link Scenario#broken} of that name says without the clause. */
  List<String> broken(String scenario, Path classes) {
    try {
      compile(classes);
      Class<?> other =
          new WithChanges(classes).loadClass("io.fargateautoscaler.simulator.Scenario");
      Object broken = other.getMethod("broken", String.class).invoke(null, scenario);
      return ((List<?>) broken).stream().map(String::valueOf).toList();
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private void compile(Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean good =
          compiler
              .getTask(
                  problems,
                  files,
                  null,
                  List.of("-proc:none", "-cp", classPath(), "-d", classes.toString()),
                  null,
                  List.of(changed()))
              .call();
      assertThat(good).as("%s without %s: %s", source, text, problems).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JavaFileObject changed() throws IOException {
    // Line breaks and indents are the formatter's.
    String all = Files.readString(SOURCES.resolve(source), StandardCharsets.UTF_8);
    String flat = all.replaceAll("(?m)^\\s*(//|\\*|/\\*).*$", "").replaceAll("\\s+", " ");
    assertThat(flat.split(java.util.regex.Pattern.quote(text), -1))
        .as("%s has this exactly once: %s", source, text)
        .hasSize(2);
    String changed = flat.replace(text, instead);
    return new SimpleJavaFileObject(URI.create("string:///" + source), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return changed;
      }
    };
  }

  private static String classPath() {
    return Stream.of(Decider.class, Simulation.class, Nullable.class)
        .map(Ablation::place)
        .map(Path::toString)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static Path place(Class<?> of) {
    try {
      return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Defines the product's classes anew, the changed ones from {@code classes}. */
  private static final class WithChanges extends ClassLoader {
    private final Path classes;

    WithChanges(Path classes) {
      super(Ablation.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known != null) {
          return known;
        }
        return name.startsWith("io.fargateautoscaler.")
            ? defined(name)
            : super.loadClass(name, resolve);
      }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = opened(file)) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    private InputStream opened(String file) throws IOException {
      Path changed = classes.resolve(file);
      InputStream in =
          Files.exists(changed) ? Files.newInputStream(changed) : getResourceAsStream(file);
      if (in == null) {
        throw new IOException("no " + file);
      }
      return in;
    }
  }
}
