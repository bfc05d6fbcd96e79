package bankapi.acceptance.kill;

import static bankapi.acceptance.kill.KillPoint.Fact.CLAIMED;
import static bankapi.acceptance.kill.KillPoint.Fact.DONE;
import static bankapi.acceptance.kill.KillPoint.Fact.ENQUEUED;
import static bankapi.acceptance.kill.KillPoint.Fact.HEARD;
import static bankapi.acceptance.kill.KillPoint.Fact.LEASED;
import static bankapi.acceptance.kill.KillPoint.Fact.READ;
import static bankapi.acceptance.kill.KillPoint.Fact.SETTLED;
import static bankapi.acceptance.kill.KillPoint.Fact.STORED;

import java.util.EnumSet;
import java.util.Set;

/**
 * The steps on the way of one of Bridge's webhooks to a site, and where exactly the process is
 * killed: before a step, inside its transaction (at the end of the method, before the commit), and
 * after the commit. Each says what another process, or Bridge, or the site, can see at that moment,
 * so that a point that moved is noticed.
 */
enum KillPoint {
  BEFORE_STORED("entry", "event.control.EventInbox:store"),
  INSIDE_STORED("exit", "event.control.EventInbox:store"),
  /** Committed, and Bridge is not answered yet. */
  AFTER_STORED("exit", "event.control.EventIntake:take", STORED),

  BEFORE_CLAIMED("entry", "event.control.EventInbox:claim", STORED),
  INSIDE_CLAIMED("exit", "event.control.EventInbox:claim", STORED),
  AFTER_CLAIMED("entry", "event.control.EventTruth:of", STORED, CLAIMED),

  BEFORE_SETTLED("entry", "event.control.EventResults:settle", STORED, CLAIMED, READ),
  /** Item, delivery and "this event is done" are written, and none of them is committed. */
  INSIDE_SETTLED("exit", "event.control.EventResults:settle", STORED, CLAIMED, READ),
  AFTER_SETTLED("exit", "event.control.EventWorker:workOff", STORED, READ, DONE, ENQUEUED),

  INSIDE_DELIVERY_CLAIMED(
      "exit", "delivery.control.DeliveryQueue:claim", STORED, READ, DONE, ENQUEUED),
  BEFORE_SENT("entry", "delivery.control.WebhookSender:send", STORED, READ, DONE, ENQUEUED, LEASED),
  /** The receiver has answered. */
  AFTER_SENT(
      "exit", "delivery.control.WebhookSender:send", STORED, READ, DONE, ENQUEUED, LEASED, HEARD),
  INSIDE_DELIVERY_SETTLED(
      "exit", "delivery.control.DeliveryQueue:settle", STORED, READ, DONE, ENQUEUED, LEASED, HEARD),
  AFTER_DELIVERY_SETTLED(
      "entry",
      "delivery.control.DeliveryMeters:settled",
      STORED,
      READ,
      DONE,
      ENQUEUED,
      HEARD,
      SETTLED);

  /** What can be seen from outside of the process that is killed. */
  enum Fact {
    /** Bridge's webhook is in the database. */
    STORED,
    /** A worker has it. */
    CLAIMED,
    /** Bridge was asked for the item. */
    READ,
    /** Bridge's webhook is worked off. */
    DONE,
    /** The webhook to the site is in the database. */
    ENQUEUED,
    /** A node has it to send. */
    LEASED,
    /** The site has got it. */
    HEARD,
    /** It is delivered, and the database says so. */
    SETTLED
  }

  private final String point;
  private final Set<Fact> facts;

  KillPoint(String side, String method, Fact... facts) {
    this.point = side + " bankapi." + method;
    this.facts = EnumSet.noneOf(Fact.class);
    this.facts.addAll(Set.of(facts));
  }

  /** As {@link KillAgent} reads it. */
  String point() {
    return point;
  }

  /** What is so while the process stands there. */
  Set<Fact> facts() {
    return facts;
  }

  /**
   * Whether others may take up at once what this one leaves: then they may have gone further than
   * {@link #facts()} before the process is killed.
   */
  boolean isFree() {
    return this == AFTER_STORED || this == BEFORE_CLAIMED || this == AFTER_SETTLED;
  }

  /** How often Bridge is asked for the item at most: again where the answer was lost. */
  int mostReads() {
    return (isFree() || facts.contains(READ)) && !facts.contains(DONE) ? 2 : 1;
  }
}
