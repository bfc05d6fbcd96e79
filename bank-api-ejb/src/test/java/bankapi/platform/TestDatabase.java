package bankapi.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * A fresh database with the real migrations, and the real persistence unit on it. PostgreSQL is
 * started once per JVM, each test class takes a database of its own. Sessions are never in UTC, so
 * that a time that is read in the session's zone does not pass unseen.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<Class<?>, Class<?>> HANDED_OUT = new ConcurrentHashMap<>();
  private static final String HANDLER = "inTransaction";
  private static EmbeddedPostgres server;

  /** Held, or the level would be forgotten with the logger. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
  }

  private static final String WAITERS_OF_H2 =
      "select 1 from information_schema.sessions where blocker_id is not null";
  private static final String WAITERS_OF_POSTGRES = "select 1 from pg_locks where not granted";

  /** Goes on from test to test, so that no row is of the future. */
  public final HandClock clock = new HandClock();

  private final String name;
  private final String waiters;
  private final JdbcConnectionPool pool;
  private final EntityManagerFactory factory;
  private final ThreadLocal<EntityManager> current = new ThreadLocal<>();

  private TestDatabase(String name, String waiters, JdbcConnectionPool pool) {
    this.name = name;
    this.waiters = waiters;
    this.pool = pool;
    pool.setMaxConnections(40);
    Flyway.configure(getClass().getClassLoader()).dataSource(pool).load().migrate();
    this.factory =
        Persistence.createEntityManagerFactory(
            "bankapi",
            Map.of(
                "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                "jakarta.persistence.jtaDataSource", "",
                "jakarta.persistence.nonJtaDataSource", pool,
                "eclipselink.target-server", "None",
                "eclipselink.session-name", "test" + COUNT.incrementAndGet(),
                "eclipselink.logging.level", "OFF",
                "eclipselink.weaving", "static"));
  }

  public static synchronized TestDatabase postgres() {
    try {
      if (server == null) {
        server = EmbeddedPostgres.start();
      }
      String name = "test_" + COUNT.incrementAndGet();
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
      source.setUrl(server.getJdbcUrl("postgres", name));
      return new TestDatabase("PostgreSQL", WAITERS_OF_POSTGRES, JdbcConnectionPool.create(source));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In memory. */
  public static TestDatabase h2() {
    return new TestDatabase(
        "H2",
        WAITERS_OF_H2,
        JdbcConnectionPool.create(
            "jdbc:h2:mem:test" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", ""));
  }

  /** Whether somebody waits for a lock that another holds. */
  public boolean somebodyWaits() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet waiting = statement.executeQuery(waiters)) {
      return waiting.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  public DataSource dataSource() {
    return pool;
  }

  /** In the thread's transaction if there is one, as a Store's method would. */
  public <T> T inTransaction(Function<EntityManager, T> work) {
    try {
      return transaction(TransactionAttributeType.REQUIRED, () -> work.apply(current.get()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public void doInTransaction(Consumer<EntityManager> work) {
    inTransaction(
        em -> {
          work.accept(em);
          return null;
        });
  }

  /**
   * A Store as the container hands it out: each call of a public method is a transaction as its
   * annotations say, joins the thread's, and rolls back on what a container rolls back on. Calls
   * within the Store are plain calls, there as here.
   *
   * @param beans what it injects
   */
  public <S> S store(Class<S> type, Object... beans) {
    S bean = TestBeans.create(type, beans);
    try {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(PersistenceContext.class)) {
          field.setAccessible(true);
          field.set(bean, entityManager());
        }
      }
      Class<?> handedOut = HANDED_OUT.computeIfAbsent(type, TestDatabase::handedOut);
      S store = type.cast(handedOut.getDeclaredConstructor().newInstance());
      InvocationHandler inTransaction =
          (proxy, method, args) -> transaction(attribute(method), () -> invoke(bean, method, args));
      handedOut.getField(HANDLER).set(store, inTransaction);
      return store;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a container would generate. */
  private static Class<?> handedOut(Class<?> type) {
    return new ByteBuddy()
        .subclass(type)
        .defineField(HANDLER, InvocationHandler.class, Visibility.PUBLIC)
        .method(ElementMatchers.isPublic().and(ElementMatchers.isDeclaredBy(type)))
        .intercept(InvocationHandlerAdapter.toField(HANDLER))
        .make()
        .load(type.getClassLoader())
        .getLoaded();
  }

  @Override
  public void close() {
    factory.close();
    pool.dispose();
  }

  private EntityManager entityManager() {
    return (EntityManager)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, args) -> {
              if (current.get() == null) {
                throw new IllegalStateException("no transaction");
              }
              return invoke(current.get(), method, args);
            });
  }

  private <T> T transaction(TransactionAttributeType attribute, Callable<T> work) throws Exception {
    EntityManager outer = current.get();
    switch (attribute) {
      case MANDATORY:
        if (outer == null) {
          throw new EJBTransactionRequiredException("no transaction");
        }
        return joined(outer, work);
      case REQUIRED:
        return outer == null ? own(work) : joined(outer, work);
      case REQUIRES_NEW:
        return suspended(outer, () -> own(work));
      case NOT_SUPPORTED:
        return suspended(outer, work);
      default:
        throw new IllegalArgumentException(attribute + " is not used in this project");
    }
  }

  private <T> T own(Callable<T> work) throws Exception {
    EntityManager em = factory.createEntityManager();
    current.set(em);
    em.getTransaction().begin();
    try {
      T result = joined(em, work);
      if (em.getTransaction().getRollbackOnly()) {
        em.getTransaction().rollback();
      } else {
        em.getTransaction().commit();
      }
      return result;
    } finally {
      current.remove();
      if (em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
      em.close();
    }
  }

  private static <T> T joined(EntityManager em, Callable<T> work) throws Exception {
    try {
      return work.call();
    } catch (RuntimeException e) {
      ApplicationException expected = e.getClass().getAnnotation(ApplicationException.class);
      if (expected == null || expected.rollback()) {
        em.getTransaction().setRollbackOnly();
      }
      throw e;
    }
  }

  private <T> T suspended(EntityManager outer, Callable<T> work) throws Exception {
    current.remove();
    try {
      return work.call();
    } finally {
      if (outer != null) {
        current.set(outer);
      }
    }
  }

  private static TransactionAttributeType attribute(Method method) {
    TransactionAttribute own = method.getAnnotation(TransactionAttribute.class);
    TransactionAttribute general =
        method.getDeclaringClass().getAnnotation(TransactionAttribute.class);
    return own != null
        ? own.value()
        : general != null ? general.value() : TransactionAttributeType.REQUIRED;
  }

  private static Object invoke(Object target, Method method, Object[] args) throws Exception {
    try {
      method.setAccessible(true);
      return method.invoke(target, args);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }
}
