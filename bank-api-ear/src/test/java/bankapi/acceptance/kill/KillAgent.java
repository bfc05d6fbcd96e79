package bankapi.acceptance.kill;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.ProtectionDomain;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * A Java agent for a gateway under test. At the beginning or the end of a named method the thread
 * that comes there first stops for ever, once the point is armed; and the gateway's clock can be
 * moved. What it does stands in files of one directory, the agent's argument:
 *
 * <ul>
 *   <li>{@code points}: all points that may be armed, a line each: {@code entry} or {@code exit},
 *       blank, class, colon, method. Read at the start of the process.
 *   <li>{@code armed}: one such line, written by the test.
 *   <li>{@code reached-PID}: {@code armed} is renamed to this by the thread that stops, so that of
 *       any number of threads and processes only one does.
 *   <li>{@code clock}: how far the clock is ahead, in milliseconds.
 *   <li>{@code clock-PID}: how far this process has moved its own.
 * </ul>
 *
 * Runs in the gateway's process, with nothing but the JDK and Byte Buddy.
 */
public final class KillAgent {
  static final String POINTS = "points";
  static final String ARMED = "armed";
  static final String REACHED = "reached-";
  static final String CLOCK = "clock";

  /** What {@code Clock.tick} makes, as the gateway does; nobody else there uses it. */
  private static final String GATEWAY_CLOCK = "java.time.Clock$TickClock";

  private static final String AHEAD = "bankapi.test.clock-ahead";
  private static final long LOOK_EVERY_MILLIS = 50;

  private KillAgent() {}

  public static void premain(String directory, Instrumentation instrumentation) throws IOException {
    System.setProperty("bankapi.test.kill-directory", directory);
    Map<String, List<Point>> points =
        Files.readAllLines(Path.of(directory, POINTS)).stream()
            .map(Point::of)
            .collect(Collectors.groupingBy(Point::type));
    instrumentation.addTransformer(new Advised(points));
    Thread clock = new Thread(() -> moveClock(Path.of(directory)), "moves the clock");
    clock.setDaemon(true);
    clock.start();
  }

  /** A point as it stands in {@code points}. */
  record Point(String side, String type, String method) {

    static Point of(String line) {
      String[] parts = line.split("[ :]");
      return new Point(parts[0], parts[1], parts[2]);
    }

    /** Private methods of the same name are others. */
    ElementMatcher.Junction<MethodDescription> matcher() {
      return ElementMatchers.<MethodDescription>named(method)
          .and(ElementMatchers.not(ElementMatchers.isPrivate()));
    }
  }

  private static void moveClock(Path directory) {
    try {
      while (true) {
        String ahead = ordered(directory.resolve(CLOCK));
        if (!ahead.isEmpty() && !ahead.equals(System.setProperty(AHEAD, ahead))) {
          Files.writeString(directory.resolve(CLOCK + "-" + ProcessHandle.current().pid()), ahead);
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
      }
    } catch (IOException | InterruptedException e) {
      halt(e);
    }
  }

  private static String ordered(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException none) {
      return "";
    }
  }

  /** A process that cannot be caught ends at once: nobody waits for it in vain. */
  private static void halt(Throwable why) {
    why.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  /** Looks at the names of classes only, but for the few that are changed. */
  private static final class Advised implements ClassFileTransformer {
    private final Map<String, List<Point>> points;

    private Advised(Map<String, List<Point>> points) {
      this.points = points;
    }

    @Override
    public byte[] transform(
        ClassLoader loader,
        String internalName,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      String name = internalName == null ? "" : internalName.replace('/', '.');
      if (!points.containsKey(name) && !name.equals(GATEWAY_CLOCK)) {
        return null;
      }
      try {
        return advised(loader, name, bytes);
      } catch (RuntimeException | Error e) {
        halt(e);
        throw e;
      }
    }

    private byte[] advised(ClassLoader loader, String name, byte[] bytes) {
      ClassFileLocator files =
          new ClassFileLocator.Compound(
              ClassFileLocator.Simple.of(name, bytes), ClassFileLocator.ForClassLoader.of(loader));
      DynamicType.Builder<?> builder =
          new ByteBuddy()
              .with(TypeValidation.DISABLED)
              .with(Implementation.Context.Disabled.Factory.INSTANCE)
              .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
              .with(InstrumentedType.Factory.Default.FROZEN)
              .redefine(TypePool.Default.of(files).describe(name).resolve(), files);
      if (name.equals(GATEWAY_CLOCK)) {
        builder = builder.visit(Advice.to(Ahead.class).on(ElementMatchers.returns(Instant.class)));
      }
      for (Point point : points.getOrDefault(name, List.of())) {
        Class<?> advice = point.side().equals("entry") ? Entry.class : Exit.class;
        builder = builder.visit(Advice.to(advice).on(point.matcher()));
      }
      return builder.make().getBytes();
    }
  }

  /** The classes that make up the agent. */
  static List<Class<?>> classes() {
    return Arrays.asList(
        KillAgent.class, Point.class, Advised.class, Entry.class, Exit.class, Ahead.class);
  }

  /** Copied into the method: whatever it names must be visible there, so it names the JDK alone. */
  static final class Entry {
    private Entry() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void reached(@Advice.Origin("#t:#m") String method) throws Exception {
      Path armed = Path.of(System.getProperty("bankapi.test.kill-directory"), "armed");
      if (Files.exists(armed) && Files.readString(armed).equals("entry " + method)) {
        Files.move(
            armed,
            armed.resolveSibling("reached-" + ProcessHandle.current().pid()),
            StandardCopyOption.ATOMIC_MOVE);
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  /** As {@link Entry}; a search that found nothing is no step on anything's way. */
  static final class Exit {
    private Exit() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void reached(
        @Advice.Origin("#t:#m") String method,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object returned)
        throws Exception {
      Path armed = Path.of(System.getProperty("bankapi.test.kill-directory"), "armed");
      boolean nothing =
          Boolean.FALSE.equals(returned)
              || (returned instanceof Collection && ((Collection<?>) returned).isEmpty());
      if (!nothing && Files.exists(armed) && Files.readString(armed).equals("exit " + method)) {
        Files.move(
            armed,
            armed.resolveSibling("reached-" + ProcessHandle.current().pid()),
            StandardCopyOption.ATOMIC_MOVE);
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  /** Copied into the clock. */
  static final class Ahead {
    private Ahead() {}

    @Advice.OnMethodExit
    static void moved(@Advice.Return(readOnly = false) Instant now) {
      now = now.plusMillis(Long.getLong("bankapi.test.clock-ahead", 0L));
    }
  }
}
