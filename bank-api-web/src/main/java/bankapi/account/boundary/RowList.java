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
 * as Bridge wrote them. Where a page fails, the end is never written. A page without rows goes out
 * as a blank, so that no proxy takes a long search for a dead server.
 *
 * @param next where an answer of one page goes on
 */
record RowList(DataPages pages, ListAnswer shape, NextPage next) implements FrappeAnswer.Body {

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (pages) {
      boolean wrapped = shape == ListAnswer.RESOURCES;
      StringBuilder text = new StringBuilder(wrapped ? "{\"resources\":[" : "[");
      boolean first = true;
      while (pages.hasNext()) {
        for (JsonObject row : pages.next()) {
          text.append(first ? "" : ",").append(row);
          first = false;
        }
        write(out, text.isEmpty() ? " " : text.toString());
        out.flush();
        text.setLength(0);
      }
      text.append(wrapped ? "],\"pagination\":{\"next_uri\":" + nextUri() + "}}" : "]");
      write(out, text.toString());
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
