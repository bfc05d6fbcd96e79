package bankapi.account.boundary;

import bankapi.account.control.DataPages;
import bankapi.frappe.boundary.FrappeAnswer;
import bankapi.site.control.ApiCaller.ListAnswer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes rows as they come, a page at a time: a list, or Bridge's wrapper around it. Numbers go out
 * as Bridge wrote them. Where a page fails, the end is never written.
 *
 * @param next where an answer of one page goes on
 */
record RowList(DataPages pages, ListAnswer shape, NextPage next) implements FrappeAnswer.Body {

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (pages) {
      boolean wrapped = shape == ListAnswer.RESOURCES;
      write(out, wrapped ? "{\"resources\":[" : "[");
      boolean first = true;
      while (pages.hasNext()) {
        StringBuilder text = new StringBuilder();
        for (JsonObject row : pages.next()) {
          text.append(first ? "" : ",").append(row);
          first = false;
        }
        write(out, text.toString());
        out.flush();
      }
      write(out, wrapped ? "],\"pagination\":{\"next_uri\":" + nextUri() + "}}" : "]");
    }
  }

  private String nextUri() {
    return pages
        .cursor()
        .map(next::behind)
        .map(uri -> Json.createValue(uri).toString())
        .orElse("null");
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
