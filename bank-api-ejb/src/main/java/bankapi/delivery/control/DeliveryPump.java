package bankapi.delivery.control;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Sends what is due. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeliveryPump {

  /**
   * Begins to send what is due, as far as the limits allow, and returns within about a second even
   * while receivers hang. A call while another one runs on this node does nothing.
   *
   * @return how many deliveries it began to send
   */
  public int tick() {
    return 0;
  }
}
