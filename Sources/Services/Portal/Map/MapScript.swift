/// The script of the map: marks that are clustered by the zoom, which the mouse, a finger or the keyboard moves.
///
/// It makes elements and texts, never markup. Without it the drawings stand as the page has them.
enum MapScript {
  static let asset = Asset(text, ending: "js", type: "text/javascript; charset=utf-8")

  private static let text = #"""
    (function () {
      "use strict";
      var map = document.getElementById("map");
      if (!map) return;
      var space = "http://www.w3.org/2000/svg", cell = 44, gap = 40, zoomMax = 60, data = null, words = map.dataset;

      function make(name, attributes, parent, text) {
        var element = document.createElementNS(space, name);
        Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
        if (text !== undefined) element.textContent = text;
        if (parent) parent.appendChild(element);
        return element;
      }
      function slug(name) { return name.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join("-"); }
      function address(index) {
        var id = data.ids[index] === 0 ? slug(data.names[index]) : data.ids[index];
        return words.page.replace("{id}", encodeURIComponent(id).replace(/%3A/g, ":"));
      }
      function label(index) {
        var kind = data.kinds[data.kind[index]];
        return data.names[index] + (kind ? " · " + kind : "");
      }

      function middle(points) {
        return { x: points.reduce(function (sum, point) { return sum + point.x; }, 0) / points.length,
          y: points.reduce(function (sum, point) { return sum + point.y; }, 0) / points.length };
      }

      function Panel(figure) {
        this.svg = figure.querySelector("svg");
        this.marks = figure.querySelector(".marks");
        this.figure = figure;
        var box = this.svg.viewBox.baseVal;
        this.width = box.width;
        this.height = box.height;
        this.view = { x: 0, y: 0, k: 1 };
        var left = Number(figure.dataset.left), top = Number(figure.dataset.top);
        var scale = Number(figure.dataset.scale), squeeze = Number(figure.dataset.squeeze), self = this;
        this.points = data.lat.map(function (lat, index) {
          return { index: index, x: (data.lon[index] / 10000 - left) * squeeze * scale, y: (top - lat / 10000) * scale };
        });
        this.marks.removeAttribute("aria-hidden");
        this.addControls();
        this.addMoves();
        this.list = document.createElement("div");
        this.list.className = "map-list";
        this.list.setAttribute("role", "status");
        figure.appendChild(this.list);
        this.draw();
        window.addEventListener("resize", function () { self.draw(); });
      }

      Panel.prototype.addControls = function () {
        var bar = document.createElement("div"), self = this;
        bar.className = "map-controls";
        [["in", "+", function () { self.zoom(2); }], ["out", "−", function () { self.zoom(0.5); }],
          ["left", "←", function () { self.move(-0.25, 0); }], ["up", "↑", function () { self.move(0, -0.25); }],
          ["down", "↓", function () { self.move(0, 0.25); }], ["right", "→", function () { self.move(0.25, 0); }],
          ["whole", "⤢", function () { self.show({ x: 0, y: 0, k: 1 }); }]].forEach(function (entry) {
          var button = document.createElement("button");
          button.type = "button";
          button.textContent = entry[1];
          button.setAttribute("aria-label", words[entry[0]]);
          button.title = words[entry[0]];
          button.addEventListener("click", entry[2]);
          bar.appendChild(button);
        });
        this.figure.insertBefore(bar, this.svg);
      };

      Panel.prototype.addMoves = function () {
        var self = this, svg = this.svg, held = {}, moved = false;
        this.figure.addEventListener("keydown", function (event) {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          var keys = { "+": [2], "=": [2], "-": [0.5], "ArrowLeft": [-0.25, 0], "ArrowRight": [0.25, 0], "ArrowUp": [0, -0.25],
            "ArrowDown": [0, 0.25], "Home": [] };
          var step = keys[event.key];
          if (!step) return;
          event.preventDefault();
          if (step.length === 1) self.zoom(step[0]);
          else if (step.length === 2) self.move(step[0], step[1]);
          else self.show({ x: 0, y: 0, k: 1 });
        });
        // Turning the wheel scrolls the page, unless a key is held; touchpads send a pinch as such.
        svg.addEventListener("wheel", function (event) {
          if (!event.ctrlKey && !event.metaKey) return;
          event.preventDefault();
          self.zoom(event.deltaY < 0 ? 1.5 : 1 / 1.5, self.place(event));
        }, { passive: false });
        svg.addEventListener("pointerdown", function (event) {
          held[event.pointerId] = self.place(event);
          moved = false;
        });
        svg.addEventListener("pointermove", function (event) {
          var from = held[event.pointerId];
          if (!from) return;
          var to = self.place(event), ids = Object.keys(held);
          if (Math.hypot(to.x - from.x, to.y - from.y) * self.view.k < 4 && !moved) return;
          if (!moved) {
            moved = true;
            if (svg.setPointerCapture) try { svg.setPointerCapture(event.pointerId); } catch (error) { /* The pointer has gone. */ }
          }
          if (ids.length === 1) {
            self.show({ x: self.view.x + from.x - to.x, y: self.view.y + from.y - to.y, k: self.view.k });
          } else if (ids.length === 2) {
            var other = held[ids[0] === String(event.pointerId) ? ids[1] : ids[0]];
            var before = Math.hypot(from.x - other.x, from.y - other.y), after = Math.hypot(to.x - other.x, to.y - other.y);
            if (before > 0) self.zoom(after / before, other);
          }
          held[event.pointerId] = self.place(event);
        });
        ["pointerup", "pointercancel", "pointerleave"].forEach(function (name) {
          svg.addEventListener(name, function (event) { delete held[event.pointerId]; });
        });
        // The end of a drag is no click on what lies under it.
        svg.addEventListener("click", function (event) {
          if (moved) { event.preventDefault(); event.stopPropagation(); }
          moved = false;
        }, true);
        svg.addEventListener("dragstart", function (event) { event.preventDefault(); });
      };

      // The place of a pointer in the drawing.
      Panel.prototype.place = function (event) {
        var box = this.svg.getBoundingClientRect(), view = this.view;
        return { x: view.x + (event.clientX - box.left) / box.width * this.width / view.k,
          y: view.y + (event.clientY - box.top) / box.height * this.height / view.k };
      };
      Panel.prototype.zoom = function (factor, around) {
        var view = this.view, k = Math.min(zoomMax, Math.max(1, view.k * factor));
        var center = around || { x: view.x + this.width / view.k / 2, y: view.y + this.height / view.k / 2 };
        this.show({ x: center.x - (center.x - view.x) * view.k / k, y: center.y - (center.y - view.y) * view.k / k, k: k });
      };
      Panel.prototype.move = function (x, y) {
        var view = this.view;
        this.show({ x: view.x + x * this.width / view.k, y: view.y + y * this.height / view.k, k: view.k });
      };
      Panel.prototype.show = function (view) {
        view.x = Math.min(this.width - this.width / view.k, Math.max(0, view.x));
        view.y = Math.min(this.height - this.height / view.k, Math.max(0, view.y));
        this.view = view;
        this.draw();
      };

      // Groups the points in view by cells of the screen.
      Panel.prototype.clusters = function (unit) {
        var view = this.view, cells = new Map(), edge = cell * unit;
        var right = view.x + this.width / view.k, down = view.y + this.height / view.k;
        this.points.forEach(function (point) {
          if (point.x < view.x || point.x > right || point.y < view.y || point.y > down) return;
          var key = Math.floor(point.y / edge) * 100000 + Math.floor(point.x / edge);
          if (!cells.has(key)) cells.set(key, []);
          cells.get(key).push(point);
        });
        // Marks must not lie on each other: a group takes those beside it.
        var groups = [];
        Array.from(cells.values()).sort(function (a, b) { return b.length - a.length; }).forEach(function (points) {
          var place = middle(points);
          var near = groups.find(function (group) { return Math.hypot(group.x - place.x, group.y - place.y) < gap * unit; });
          if (near) near.points = near.points.concat(points);
          else groups.push({ x: place.x, y: place.y, points: points });
        });
        return groups.map(function (group) { return group.points; });
      };
      Panel.prototype.draw = function () {
        var view = this.view, self = this, box = this.svg.getBoundingClientRect();
        // The length of a pixel of the screen in the drawing.
        var unit = this.width / view.k / (box.width || this.width);
        this.svg.setAttribute("viewBox", [view.x, view.y, this.width / view.k, this.height / view.k].join(" "));
        this.svg.setAttribute("class", view.k > 1 ? "map moved" : "map");
        this.figure.querySelectorAll(".region-name").forEach(function (name) { name.setAttribute("font-size", 13 * unit); });
        var focused = this.marks.contains(document.activeElement) ? document.activeElement.getAttribute("data-first") : null;
        this.marks.textContent = "";
        this.clusters(unit).forEach(function (points) { self.addMark(points, unit, focused); });
        this.placeNames();
      };
      // Hides the names of territories that would lie on marks or on other names; each is the name of its link as well.
      Panel.prototype.placeNames = function () {
        function box(element) { return element.getBoundingClientRect(); }
        var taken = Array.from(this.marks.querySelectorAll("circle:not(.reach)"), box);
        this.figure.querySelectorAll(".region-name").forEach(function (name) {
          var own = box(name);
          var isFree = taken.every(function (other) {
            return own.right < other.left || other.right < own.left || own.bottom < other.top || other.bottom < own.top;
          });
          name.setAttribute("visibility", isFree ? "visible" : "hidden");
          if (isFree) taken.push(own);
        });
      };
      Panel.prototype.addMark = function (points, unit, focused) {
        var count = points.length, self = this, place = middle(points), x = place.x, y = place.y;
        var names = points.slice(0, 6).map(function (point) { return data.names[point.index]; }).join(", ") + (count > 6 ? "…" : "");
        var text = count === 1 ? label(points[0].index) : words.many.replace("{count}", count).replace("{names}", names);
        var mark = count === 1
          ? make("a", { href: address(points[0].index), "class": "mark" }, this.marks)
          : make("g", { role: "button", tabindex: "0", "class": "mark" }, this.marks);
        mark.setAttribute("aria-label", text);
        mark.setAttribute("data-first", points[0].index);
        // A mark is large enough for a finger (WCAG 2.2, 2.5.8).
        make("circle", { cx: x, cy: y, r: 12 * unit, "class": "reach" }, mark);
        make("circle", { cx: x, cy: y, r: (count === 1 ? 6 : Math.min(12 + Math.sqrt(count), 22)) * unit }, mark);
        if (count > 1) make("text", { x: x, y: y + 4 * unit, "font-size": 12 * unit }, mark, count);
        make("title", {}, mark, text);
        if (count > 1) {
          mark.addEventListener("click", function () { self.open(points); });
          mark.addEventListener("keydown", function (event) {
            if (event.key === "Enter" || event.key === " ") { event.preventDefault(); self.open(points); }
          });
        }
        if (focused !== null && points.some(function (point) { return String(point.index) === focused; })) mark.focus();
      };

      // Zooms to the points of a cluster; lists them where they lie on one place, or are few.
      Panel.prototype.open = function (points) {
        var xs = points.map(function (point) { return point.x; }), ys = points.map(function (point) { return point.y; });
        var left = Math.min.apply(null, xs), top = Math.min.apply(null, ys);
        var wide = Math.max.apply(null, xs) - left, high = Math.max.apply(null, ys) - top;
        var k = Math.min(this.width / (wide * 1.6 || 0.001), this.height / (high * 1.6 || 0.001), zoomMax);
        if (points.length > 12 && k > this.view.k * 1.2 && (wide > 0 || high > 0)) {
          return this.show({ x: left + wide / 2 - this.width / k / 2, y: top + high / 2 - this.height / k / 2, k: k });
        }
        this.list.textContent = "";
        var heading = document.createElement("p"), list = document.createElement("ul");
        heading.textContent = words.here.replace("{count}", points.length);
        points.slice(0, 200).forEach(function (point) {
          var item = document.createElement("li"), link = document.createElement("a");
          link.href = address(point.index);
          link.textContent = label(point.index);
          item.appendChild(link);
          list.appendChild(item);
        });
        this.list.appendChild(heading);
        this.list.appendChild(list);
        var first = list.querySelector("a");
        if (first) first.focus();
      };

      window.grappeMap = function (points) {
        data = points;
        map.querySelectorAll("figure.map").forEach(function (figure) { new Panel(figure); });
      };
      var source = map.dataset.points;
      if (/\.js$/.test(source)) {
        // Browsers refuse to read a file that a page on the disk asks for, but run it as a script.
        var script = document.createElement("script");
        script.src = source;
        document.head.appendChild(script);
      } else {
        fetch(source, { credentials: "same-origin" }).then(function (response) {
          if (response.ok) return response.json().then(window.grappeMap);
        }).catch(function () { /* The drawings stay as they are. */ });
      }
    })();

    """#
}
