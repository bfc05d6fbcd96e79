package bankapi;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.ProxyRules.no_classes_should_directly_call_other_methods_declared_in_the_same_class_that_are_annotated_with;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import bankapi.platform.boundary.GatewayApplication;
import bankapi.platform.control.ServerThreads;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Schedule;
import jakarta.ejb.Schedules;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateful;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Enumerated;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.concurrent.Executors;

/** The rules of the layout and of the servers, which no compiler checks. */
@AnalyzeClasses(packages = "bankapi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] HTTP_CLIENTS = {
    "java.net.http..", "org.eclipse.microprofile.rest.client..", "jakarta.ws.rs.client.."
  };

  /** What EclipseLink weaves. */
  private static final DescribedPredicate<CanBeAnnotated> MAPPED =
      annotatedWith(Entity.class).or(annotatedWith(Embeddable.class));

  // layout

  @ArchTest
  static final ArchRule layersLookInwardsOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("boundary")
          .definedBy("bankapi.*.boundary..")
          .layer("control")
          .definedBy("bankapi.*.control..")
          .layer("entity")
          .definedBy("bankapi.*.entity..")
          .whereLayer("boundary")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("control")
          .mayOnlyBeAccessedByLayers("boundary")
          .whereLayer("entity")
          .mayOnlyBeAccessedByLayers("control")
          .because("a layer is a module: web, ejb, persistence, nothing backwards");

  @ArchTest
  static final ArchRule featuresAreFreeOfCycles =
      slices()
          .matching("bankapi.(*)..")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(equivalentTo(GatewayApplication.class), DescribedPredicate.alwaysTrue())
          .because(
              "a feature must be readable without those that use it; a backward need is a"
                  + " synchronous CDI event. Only the application class names everybody");

  @ArchTest
  static final ArchRule resourcesLiveInBoundary =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .and()
          .areNotInterfaces()
          .or()
          .areAnnotatedWith(Provider.class)
          .should()
          .resideInAPackage("bankapi.*.boundary..")
          .because("HTTP is the boundary's business");

  @ArchTest
  static final ArchRule entitiesLiveInEntity =
      classes()
          .that(MAPPED)
          .should()
          .resideInAPackage("bankapi.*.entity..")
          .allowEmptyShould(true)
          .because("the persistence unit is the persistence module");

  @ArchTest
  static final ArchRule ejbsLiveInControl =
      classes()
          .that()
          .areAnnotatedWith(Stateless.class)
          .or()
          .areAnnotatedWith(Singleton.class)
          .should()
          .resideInAPackage("bankapi.*.control..")
          .because("transactions belong to the use cases");

  @ArchTest
  static final ArchRule entitiesKnowNeitherHttpNorEjb =
      noClasses()
          .that()
          .resideInAPackage("..entity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.ws.rs..", "jakarta.ejb..", "jakarta.servlet..")
          .because("what is stored outlives how it is called");

  @ArchTest
  static final ArchRule controlDoesNotSpeakHttpAnswers =
      noClasses()
          .that()
          .resideInAPackage("..control..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.servlet..")
          .because("use cases fail with GatewayException; only the boundary knows statuses");

  // portability

  @ArchTest
  static final ArchRule noServersOwnClasses =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.hibernate..", "org.glassfish..", "org.jboss..", "io.undertow..", "fish.payara..")
          .because("one archive runs on three servers");

  /** Entities are left out: the build weaves EclipseLink's classes into them. */
  @ArchTest
  static final ArchRule noPersistenceProviderBesidesThePlatform =
      noClasses()
          .that()
          .resideOutsideOfPackage("bankapi.platform.entity")
          .and(not(MAPPED))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.eclipse.persistence..")
          .because(
              "docs/adr/0002-one-persistence-unit-for-three-servers.md names the one exception");

  @ArchTest
  static final ArchRule noRolesOnClasses =
      noClasses()
          .should()
          .beAnnotatedWith("jakarta.annotation.security.RolesAllowed")
          .because("Payara Server silently ignores it after a restart; LoginFilter decides");

  @ArchTest
  static final ArchRule noRolesOnMethods =
      noMethods()
          .should()
          .beAnnotatedWith("jakarta.annotation.security.RolesAllowed")
          .because("Payara Server silently ignores it after a restart; LoginFilter decides");

  @ArchTest
  static final ArchRule noInjectedRestClients =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.eclipse.microprofile.rest.client.inject.RestClient")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.eclipse.microprofile.rest.client.inject.RegisterRestClient")
          .because("the application would not load after a restart of Payara Server: build it");

  @ArchTest
  static final ArchRule noFaultToleranceAnnotations =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.microprofile.faulttolerance..")
          .because("WildFly's standard configuration silently does not apply them: use a library");

  @ArchTest
  static final ArchRule resourcesAreRequestScoped =
      classes()
          .that()
          .areAnnotatedWith(Path.class)
          .and()
          .areNotInterfaces()
          .should()
          .beAnnotatedWith(RequestScoped.class)
          .because("without a CDI scope WildFly injects nothing");

  @ArchTest
  static final ArchRule providersAreApplicationScoped =
      classes()
          .that()
          .areAnnotatedWith(Provider.class)
          .should()
          .beAnnotatedWith(ApplicationScoped.class)
          .because("without a CDI scope WildFly injects nothing");

  // transactions and timers

  @ArchTest
  static final ArchRule noStateful =
      noClasses()
          .should()
          .beAnnotatedWith(Stateful.class)
          .because("any node must be able to answer any request");

  @ArchTest
  static final ArchRule noSelfCallPastTheTransaction =
      no_classes_should_directly_call_other_methods_declared_in_the_same_class_that_are_annotated_with(
              TransactionAttribute.class)
          .because("the container sees only calls from outside the bean");

  @ArchTest
  static final ArchRule callsBetweenEjbsArePublic =
      classes()
          .should(callOnlyPublicMethodsOfOtherEjbs())
          .because("Payara answers a call of any other method: not a business method");

  @ArchTest
  static final ArchRule timersBeginWhenTheStartIsOver =
      noMethods()
          .should()
          .beAnnotatedWith(Schedule.class)
          .orShould()
          .beAnnotatedWith(Schedules.class)
          .because("such a timer goes off while the application still starts, or fails to");

  @ArchTest
  static final ArchRule beansHaveNoSynchronizedMethods =
      noMethods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(ApplicationScoped.class)
          .should()
          .haveModifier(JavaModifier.SYNCHRONIZED)
          .because("Weld's proxy is then synchronized too, and not left by who waits inside");

  @ArchTest
  static final ArchRule whatTheContainerCallsIsNotOverloaded =
      noMethods()
          .that()
          .areAnnotatedWith(PostConstruct.class)
          .or()
          .areAnnotatedWith(PreDestroy.class)
          .should(shareTheirNameWithAnother())
          .because("Payara finds it by its name alone, and may call the other");

  private static ArchCondition<JavaMethod> shareTheirNameWithAnother() {
    return new ArchCondition<>("share their name with another") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        long named =
            method.getOwner().getMethods().stream()
                .filter(other -> other.getName().equals(method.getName()))
                .count();
        events.add(new SimpleConditionEvent(method, named > 1, method.getDescription()));
      }
    };
  }

  @ArchTest
  static final ArchRule threadsComeFromOnePool =
      noClasses()
          .that(DescribedPredicate.not(equivalentTo(ServerThreads.class)))
          .should()
          .dependOnClassesThat(
              equivalentTo(Executors.class).or(resideInAPackage("jakarta.enterprise.concurrent..")))
          .because(
              "ServerThreads are the server's, wait for nothing, and end with the application");

  @ArchTest
  static final ArchRule transactionsNeverCallOut =
      noClasses()
          .that()
          .areAnnotatedWith(Stateless.class)
          .and(DescribedPredicate.not(orchestrators()))
          .should()
          .dependOnClassesThat(callOut())
          .because("a Store is a short transaction: the network is never inside one");

  @ArchTest
  static final ArchRule httpClientsOnlyBehindTheirGateways =
      noClasses()
          .that()
          .resideOutsideOfPackages("bankapi.bridge..", "bankapi.delivery..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(HTTP_CLIENTS)
          .because("time limits, budgets and target checks live there");

  @ArchTest
  static final ArchRule enumsAreStoredByName =
      fields()
          .that()
          .areDeclaredInClassesThat(MAPPED)
          .and(enums())
          .should(beAnnotatedWith(enumeratedByName()))
          .allowEmptyShould(true)
          .because("a number would change its meaning when a constant is added");

  // habits

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .because("tests move the time by hand: inject java.time.Clock");

  @ArchTest
  static final ArchRule noOldDates =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching("java\\.(util\\.(Date|Calendar)|text\\.SimpleDateFormat)")
          .because("they carry no zone and change under your hands: use java.time");

  @ArchTest
  static final ArchRule noStandardStreams =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
          "operators read the server's log: use System.Logger");

  private static ArchCondition<JavaClass> callOnlyPublicMethodsOfOtherEjbs() {
    return new ArchCondition<>("call only public methods of other EJBs") {
      @Override
      public void check(JavaClass caller, ConditionEvents events) {
        caller.getMethodCallsFromSelf().stream()
            .filter(
                call -> isEjb(call.getTargetOwner()) && !isPartOf(caller, call.getTargetOwner()))
            .filter(
                call ->
                    call.getTarget()
                        .resolveMember()
                        .filter(
                            method ->
                                !method.getModifiers().contains(JavaModifier.PUBLIC)
                                    && !method.getModifiers().contains(JavaModifier.STATIC))
                        .isPresent())
            .forEach(
                call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
      }

      private boolean isEjb(JavaClass type) {
        return type.isAnnotatedWith(Stateless.class) || type.isAnnotatedWith(Singleton.class);
      }

      private boolean isPartOf(JavaClass caller, JavaClass ejb) {
        return caller.equals(ejb) || caller.getEnclosingClass().filter(ejb::equals).isPresent();
      }
    };
  }

  private static DescribedPredicate<JavaAnnotation<?>> enumeratedByName() {
    return DescribedPredicate.describe(
        "@Enumerated(STRING)",
        annotation ->
            annotation.getRawType().isEquivalentTo(Enumerated.class)
                && annotation.get("value").map(Object::toString).orElse("").endsWith("STRING"));
  }

  private static DescribedPredicate<JavaField> enums() {
    return DescribedPredicate.describe("are enums", field -> field.getRawType().isEnum());
  }

  private static DescribedPredicate<JavaClass> orchestrators() {
    return DescribedPredicate.describe(
        "orchestrators",
        type ->
            type.tryGetAnnotationOfType(TransactionAttribute.class)
                .map(a -> a.value() == TransactionAttributeType.NOT_SUPPORTED)
                .orElse(false));
  }

  private static DescribedPredicate<JavaClass> callOut() {
    return DescribedPredicate.describe(
        "call out",
        JavaClass.Predicates.resideInAnyPackage(HTTP_CLIENTS)
            .or(JavaClass.Predicates.simpleName("BridgeGateway"))
            .or(JavaClass.Predicates.simpleName("BridgeClient")));
  }
}
