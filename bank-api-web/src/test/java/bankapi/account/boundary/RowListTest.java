package bankapi.account.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bankapi.account.control.DataPages;
import bankapi.account.control.TestDataPages;
import bankapi.platform.control.GatewayException;
import bankapi.site.control.ApiCaller.ListAnswer;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowListTest {

  private static final String FIRST =
      "{\"resources\":[{\"id\":33000191035700,\"amount\":-6.90,\"name\":\"Café \\\"x\\\"\"},"
          + "{\"id\":2,\"rate\":107947.56252904824}],"
          + "\"pagination\":{\"next_uri\":\"/x?after=a%3D\"}}";
  private static final String LAST = "{\"resources\":[{\"id\":3}]}";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void writesAListWithEveryNumberAsItCame() throws IOException {
    write(TestDataPages.all(FIRST, LAST), ListAnswer.LIST);
    assertThat(text())
        .isEqualTo(
            "[{\"id\":33000191035700,\"amount\":-6.90,\"name\":\"Café \\\"x\\\"\"},"
                + "{\"id\":2,\"rate\":107947.56252904824},{\"id\":3}]");
  }

  @Test
  void writesBridgesWrapperWhereItIsWanted() throws IOException {
    write(TestDataPages.all(LAST), ListAnswer.RESOURCES);
    assertThat(text()).isEqualTo("{\"resources\":[{\"id\":3}],\"pagination\":{\"next_uri\":null}}");
  }

  @Test
  void nothingIsAnEmptyList() throws IOException {
    write(TestDataPages.all("{\"resources\":[]}"), ListAnswer.LIST);
    assertThat(text()).isEqualTo("[]");
  }

  @Test
  void aSinglePageSaysWhereItGoesOn() throws IOException {
    write(TestDataPages.onePage(FIRST), ListAnswer.RESOURCES);
    assertThat(text())
        .endsWith("],\"pagination\":{\"next_uri\":\"/api/method/m?limit=2&after=a%3D\"}}");
  }

  /** So that a header can say it, before the first row. */
  @Test
  void whereASinglePageGoesOnIsKnownBeforeItIsRead() throws IOException {
    DataPages pages = TestDataPages.onePage(FIRST);
    assertThat(pages.cursor()).contains("a=");
    write(pages, ListAnswer.LIST);
    assertThat(pages.cursor()).contains("a=");
    assertThat(TestDataPages.onePage(LAST).cursor()).isEmpty();
    assertThat(TestDataPages.all(FIRST, LAST).cursor()).as("the list has all").isEmpty();
  }

  @Test
  void whatFailsHalfWayHasNoEnd() {
    assertThatThrownBy(() -> write(TestDataPages.all(FIRST, ""), ListAnswer.RESOURCES))
        .isInstanceOf(GatewayException.class);
    assertThat(text())
        .startsWith("{\"resources\":[{\"id\":33000191035700,")
        .endsWith("{\"id\":2,\"rate\":107947.56252904824}");
  }

  /** A proxy cuts off what says nothing for minutes. */
  @Test
  void eachPageSendsSomethingThoughItHasNoRow() throws IOException {
    String none = "{\"resources\":[],\"pagination\":{\"next_uri\":\"/x?after=%s\"}}";
    List<Integer> sent = new ArrayList<>();
    OutputStream counting =
        new FilterOutputStream(out) {
          private int before;

          @Override
          public void flush() {
            int now = RowListTest.this.out.size();
            sent.add(now - before);
            before = now;
          }
        };
    rows(TestDataPages.all(none.formatted("a"), none.formatted("b"), LAST), ListAnswer.LIST)
        .writeTo(counting);
    assertThat(sent).hasSize(3).doesNotContain(0);
    assertThat(text()).isEqualTo("[ {\"id\":3}]");
  }

  private void write(DataPages pages, ListAnswer shape) throws IOException {
    rows(pages, shape).writeTo(out);
  }

  private static RowList rows(DataPages pages, ListAnswer shape) {
    return new RowList(pages, shape, new NextPage("/api/method/m", List.of("limit=2")));
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
