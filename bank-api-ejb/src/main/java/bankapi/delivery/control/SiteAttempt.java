package bankapi.delivery.control;

import java.util.UUID;

/** One attempt among those of a site. */
public record SiteAttempt(UUID id, UUID deliveryId, DeliveryAttemptView attempt) {}
