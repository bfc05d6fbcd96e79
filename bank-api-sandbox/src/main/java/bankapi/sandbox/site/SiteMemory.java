package bankapi.sandbox.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this site remembers until it is restarted: returns, webhooks, and items it learnt of. */
public final class SiteMemory {

  private static final int REMEMBERED = 5_000;

  private final List<Map<String, String>> returns = new ArrayList<>();
  private final List<ReceivedWebhook> webhooks = new ArrayList<>();
  private final Map<String, String> banksByItem = new LinkedHashMap<>();
  private Answering answering = Answering.HONEST;

  /**
   * How {@code /site/webhook} answers, for tests.
   *
   * @param status to answer, or 0 for what the signatures deserve
   * @param delayMs before it answers
   * @param times how often, then honestly again; 0 for always
   */
  public record Answering(int status, long delayMs, int times) {

    /** By what the signatures deserve, at once. */
    public static final Answering HONEST = new Answering(0, 0, 0);
  }

  synchronized void addReturn(Map<String, String> query) {
    returns.add(Map.copyOf(query));
    trim(returns);
    learn(query.getOrDefault("item_id", ""), query.getOrDefault("bank", ""));
  }

  synchronized List<Map<String, String>> returns() {
    return List.copyOf(returns);
  }

  synchronized void addWebhook(ReceivedWebhook webhook) {
    webhooks.add(webhook);
    trim(webhooks);
    if (!webhook.isValid()) {
      return;
    }
    String item = webhook.content().path("item_id").asText("");
    if (webhook.content().path("event").asText().equals("item.deleted")) {
      banksByItem.remove(item);
    } else {
      learn(item, webhook.content().path("bank").asText(""));
    }
  }

  /** Oldest first. */
  public synchronized List<ReceivedWebhook> webhooks() {
    return List.copyOf(webhooks);
  }

  synchronized void clearWebhooks() {
    webhooks.clear();
  }

  /** Everything as at the start. */
  public synchronized void clear() {
    returns.clear();
    webhooks.clear();
    banksByItem.clear();
    answering = Answering.HONEST;
  }

  private void learn(String item, String bank) {
    if (item.matches("\\d{1,18}")) {
      banksByItem.merge(item, bank, (old, now) -> now.isEmpty() ? old : now);
    }
  }

  synchronized void forget(String item) {
    banksByItem.remove(item);
  }

  /** The names of the banks by item. */
  synchronized Map<String, String> items() {
    return new LinkedHashMap<>(banksByItem);
  }

  public synchronized void answering(Answering next) {
    answering = next;
  }

  /** How to answer the next webhook; counts it. */
  synchronized Answering nextAnswering() {
    Answering now = answering;
    if (now.times() > 0) {
      answering =
          now.times() == 1
              ? Answering.HONEST
              : new Answering(now.status(), now.delayMs(), now.times() - 1);
    }
    return now;
  }

  private static void trim(List<?> list) {
    if (list.size() > REMEMBERED) {
      list.remove(0);
    }
  }
}
