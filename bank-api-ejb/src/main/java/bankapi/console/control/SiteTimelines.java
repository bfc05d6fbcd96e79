package bankapi.console.control;

import bankapi.connection.control.ConnectionAdmin;
import bankapi.connection.control.ConnectionMoment;
import bankapi.connection.control.ConnectionView;
import bankapi.console.control.Timeline.Step;
import bankapi.delivery.control.Deliveries;
import bankapi.delivery.control.DeliveryFilter;
import bankapi.event.control.EventAdmin;
import bankapi.event.control.EventFilter;
import bankapi.platform.control.GatewayException;
import bankapi.platform.control.Page;
import bankapi.platform.control.PageWish;
import bankapi.platform.control.PageWish.Cursor;
import bankapi.site.control.SiteAdmin;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Store: all that happened at a site, the latest first. Each source is asked for as many rows as
 * the part may have, so that a part costs the same however much there is.
 */
@Stateless
public class SiteTimelines {

  private static final Comparator<Entry> LATEST_FIRST =
      Comparator.comparing(Entry::at).thenComparing(Entry::source).reversed();

  @Inject SiteAdmin sites;
  @Inject ConnectionAdmin connections;
  @Inject EventAdmin events;
  @Inject Deliveries deliveries;

  /** A step with its place: the id is that of the row it was made of. */
  private record Entry(Instant at, TimelineSource source, UUID id, Step step) {}

  /**
   * @throws GatewayException NOT_FOUND, or INVALID_ARGUMENT for a place that no part has given
   */
  public Page<Step> of(UUID siteId, PageWish wish) {
    sites.find(siteId);
    TimelinePlace place = TimelinePlace.of(wish);
    List<Entry> found = new ArrayList<>();
    boolean more = false;
    for (TimelineSource source : TimelineSource.values()) {
      String after = place == null ? null : place.in(source);
      Page<Entry> part = read(source, siteId, new PageWish(wish.limit(), after));
      found.addAll(part.data());
      more |= part.next() != null;
    }
    found.sort(LATEST_FIRST);
    more |= found.size() > wish.limit();
    List<Entry> shown = found.subList(0, Math.min(found.size(), wish.limit()));
    return new Page<>(
        shown.stream().map(Entry::step).toList(),
        more ? placeOf(shown.get(shown.size() - 1)).text() : null);
  }

  private Page<Entry> read(TimelineSource source, UUID siteId, PageWish wish) {
    return switch (source) {
      case OPENED -> requests(source, siteId, ConnectionMoment.OPENED, wish, TimelineSteps::opened);
      case LINKED ->
          requests(source, siteId, ConnectionMoment.LINKED, wish, certain(TimelineSteps::linked));
      case RETURNED ->
          requests(
              source, siteId, ConnectionMoment.RETURNED, wish, certain(TimelineSteps::returned));
      case SETTLED ->
          requests(source, siteId, ConnectionMoment.SETTLED, wish, certain(TimelineSteps::settled));
      case RECEIVED ->
          entries(
              source,
              events.list(new EventFilter(null, siteId, null, null, null, null), wish),
              event -> event.id(),
              TimelineSteps::received);
      case CREATED ->
          entries(
              source,
              deliveries.list(
                  new DeliveryFilter(siteId, null, null, null, null, null, null, null), wish),
              delivery -> delivery.id(),
              TimelineSteps::created);
      case ATTEMPTED ->
          entries(
              source,
              deliveries.attemptsOfSite(siteId, wish),
              attempt -> attempt.id(),
              attempt -> TimelineSteps.attempted(attempt.deliveryId(), attempt.attempt()));
    };
  }

  private Page<Entry> requests(
      TimelineSource source,
      UUID siteId,
      ConnectionMoment moment,
      PageWish wish,
      Function<ConnectionView, Step> step) {
    return entries(
        source, connections.ofSite(siteId, moment, wish), request -> request.request(), step);
  }

  /** Of those to which it has happened. */
  private static Function<ConnectionView, Step> certain(
      Function<ConnectionView, Optional<Step>> step) {
    return request -> step.apply(request).orElseThrow();
  }

  private static <V> Page<Entry> entries(
      TimelineSource source, Page<V> rows, Function<V, UUID> id, Function<V, Step> step) {
    return new Page<>(
        rows.data().stream()
            .map(
                row -> {
                  Step of = step.apply(row);
                  return new Entry(of.at(), source, id.apply(row), of);
                })
            .toList(),
        rows.next());
  }

  private static TimelinePlace placeOf(Entry last) {
    return new TimelinePlace(last.source(), new Cursor(last.at(), last.id()));
  }
}
