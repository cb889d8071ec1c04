/// The script of a portal that is a folder of files: shows the search, and answers it from the index of the list.
///
/// It makes elements and texts, never markup. Without it every list is complete.
enum PageScript {
  /// The sources from which pages may load: files of the folder. Browsers differ on whether `'self'` covers files that are opened without a server.
  static let policy =
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:; form-action 'self' file:; base-uri 'none'"

  static let asset = Asset(text, ending: "js", type: "text/javascript; charset=utf-8")

  private static let text = """
    (function () {
      "use strict";
      var form = document.querySelector("form.search");
      if (!form) return;
      form.hidden = false;
      var source = form.dataset.index, list = document.getElementById("list");
      if (!source || !list) return;
      var field = form.elements.q, found = document.getElementById("found"), results = document.getElementById("results");
      var index = null, isAsked = false, selects = [], shown = 0, hits = [], step = 100;

      function plain(text) { return text.toLowerCase().normalize("NFD").replace(/[\\u0300-\\u036f]/g, ""); }
      function make(name, text, parent) {
        var element = document.createElement(name);
        if (text) element.textContent = text;
        parent.appendChild(element);
        return element;
      }
      function load() {
        if (isAsked) return;
        isAsked = true;
        var script = document.createElement("script");
        script.src = source;
        document.head.appendChild(script);
      }
      window.grappeIndex = function (data) {
        index = data.records;
        index.forEach(function (record) {
          var words = record[3].map(function (numbers, at) {
            return numbers.map(function (number) { return data.facets[at][2][number]; }).join(" ");
          });
          record.push(plain([record[1], record[2]].concat(words).join(" ")));
        });
        data.facets.forEach(function (facet, at) {
          if (facet[2].length < 2) return;
          var label = make("label", facet[1], form), select = make("select", "", label);
          select.name = facet[0];
          make("option", form.dataset.any, select).value = "";
          facet[2].map(function (text, number) { return [text, number]; })
            .sort(function (a, b) { return a[0].localeCompare(b[0], document.documentElement.lang); })
            .forEach(function (value) { make("option", value[0], select).value = String(value[1]); });
          selects.push([select, at]);
          select.addEventListener("change", show);
        });
        show();
      };
      function more() {
        hits.slice(shown, shown + step).forEach(function (record) {
          var item = make("li", "", results), link = make("a", record[1], make("h2", "", item));
          link.href = record[0] + ".html";
          make("p", record[2], item).className = "meta";
        });
        shown = Math.min(shown + step, hits.length);
        if (shown < hits.length) {
          var item = make("li", "", results), button = make("button", form.dataset.more, item);
          button.type = "button";
          button.addEventListener("click", function () {
            var next = shown;
            item.remove();
            more();
            results.children[next].querySelector("a").focus();
          });
        }
      }
      function show() {
        if (!index) return load();
        var words = plain(field.value).split(/\\s+/).filter(Boolean);
        var chosen = selects.filter(function (entry) { return entry[0].value !== ""; });
        var isSearch = words.length > 0 || chosen.length > 0;
        list.hidden = isSearch;
        results.hidden = !isSearch;
        results.textContent = "";
        found.textContent = "";
        if (!isSearch) return;
        hits = index.filter(function (record) {
          return words.every(function (word) { return record[4].indexOf(word) >= 0; }) && chosen.every(function (entry) {
            return record[3][entry[1]].indexOf(Number(entry[0].value)) >= 0;
          });
        });
        shown = 0;
        found.textContent = hits.length ? form.dataset.found + " " + hits.length : form.dataset.none;
        more();
      }
      form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
      field.addEventListener("focus", load);
      field.addEventListener("input", show);
      var asked = new URLSearchParams(location.search).get("q");
      if (asked) { field.value = asked; show(); }
    })();

    """
}
