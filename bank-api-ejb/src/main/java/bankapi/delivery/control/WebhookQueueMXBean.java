package bankapi.delivery.control;

/** The queue of webhooks to sites; the same on every node, counted every 15 seconds. */
public interface WebhookQueueMXBean {

  /** Waiting, also for a later attempt; -1 where nobody could count for a minute. */
  long getPending();

  /** Due now; -1 where nobody could count for a minute. */
  long getDue();

  /** For how long the oldest due one is due; -1 where nobody could count for a minute. */
  long getOldestDueSeconds();

  /** Given up, neither replayed nor purged; -1 where nobody could count for a minute. */
  long getDead();
}
