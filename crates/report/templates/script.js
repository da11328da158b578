"use strict";
document.documentElement.classList.add("js");
document.addEventListener("DOMContentLoaded", function () {
  var body = document.body;
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function one(id) { return document.getElementById(id); }

  /* The table: sorting and filtering. */
  var table = one("table"), rows = all("tbody tr", table), input = one("filter"), count = one("filter-count");
  var total = rows.length;
  var texts = rows.map(function (row) {
    return (row.textContent + " " + row.cells[0].dataset.v + " " + row.cells[1].dataset.v).toLowerCase();
  });
  function filter() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    rows.forEach(function (row, i) {
      var hit = words.every(function (w) { return texts[i].indexOf(w) >= 0; });
      row.hidden = !hit;
      if (hit) shown += 1;
    });
    count.textContent = shown.toLocaleString("en") + " of " + total.toLocaleString("en");
  }
  input.addEventListener("input", filter);
  all("thead th", table).forEach(function (th, column) {
    var button = document.createElement("button");
    button.type = "button";
    while (th.firstChild) button.appendChild(th.firstChild);
    th.appendChild(button);
    button.addEventListener("click", function () {
      var down = th.getAttribute("aria-sort") === "ascending";
      all("thead th", table).forEach(function (other) { other.removeAttribute("aria-sort"); });
      th.setAttribute("aria-sort", down ? "descending" : "ascending");
      var number = th.dataset.sort === "number";
      var keyed = rows.map(function (row, i) {
        var v = row.cells[column].dataset.v;
        return [number ? Number(v) : v.toLowerCase(), i, row];
      });
      keyed.sort(function (a, b) {
        var c = a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
        return (down ? -c : c) || a[1] - b[1];
      });
      var place = table.tBodies[0];
      keyed.forEach(function (k) { place.appendChild(k[2]); });
    });
  });
  all("[data-filter]").forEach(function (link) {
    link.addEventListener("click", function () {
      input.value = link.dataset.filter.trim();
      filter();
    });
  });

  /* Words and phrases: one concordance open in each group. */
  function openTerm(link, panel) {
    var was = panel.classList.contains("open"), group = link.closest(".group");
    all(".concordance.open", group).forEach(function (p) { p.classList.remove("open"); });
    all(".term", group).forEach(function (t) { t.setAttribute("aria-expanded", "false"); });
    if (was) return;
    panel.classList.add("open");
    link.setAttribute("aria-expanded", "true");
    panel.scrollIntoView({ block: "nearest" });
  }
  all(".term").forEach(function (link) {
    var panel = one(link.getAttribute("href").slice(1));
    if (!panel) return;
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-controls", panel.id);
    link.addEventListener("click", function (event) { event.preventDefault(); openTerm(link, panel); });
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") { event.preventDefault(); openTerm(link, panel); }
    });
  });

  /* Reading views: one at a time, addressed as #d3 and #d3z7 (a zone of it). */
  var current = null, overviewAt = 0;
  function parts(reading, zone) { return all("[data-z='" + zone + "']", reading); }
  function cool(reading) { all(".hot", reading).forEach(function (e) { e.classList.remove("hot"); }); }
  function heat(reading, zone) { cool(reading); parts(reading, zone).forEach(function (e) { e.classList.add("hot"); }); }
  function reveal(element) {
    /* Folded furniture and the hidden side are left as they are. */
    if (element && element.offsetParent !== null) element.scrollIntoView({ block: "center" });
  }
  function pin(reading, zone) {
    reading.dataset.pin = zone;
    heat(reading, zone);
  }
  function route() {
    var match = /^#d(\d+)(?:z(\d+))?$/.exec(location.hash);
    var reading = match && one("d" + match[1]);
    if (!reading) {
      if (current) {
        current.classList.remove("current");
        current = null;
        body.classList.remove("open");
        var target = location.hash.length > 1 && one(location.hash.slice(1));
        if (target && location.hash !== "#documents") target.scrollIntoView();
        else window.scrollTo(0, overviewAt);
      }
      return;
    }
    if (!current) overviewAt = lastScroll;
    if (current && current !== reading) current.classList.remove("current");
    var fresh = current !== reading;
    current = reading;
    reading.classList.add("current");
    body.classList.add("open");
    if (match[2] !== undefined) {
      pin(reading, match[2]);
      var found = parts(reading, match[2]);
      found.forEach(function (e, i) { if (i === 0 || e.classList.contains("c")) reveal(e); });
    } else if (fresh) {
      delete reading.dataset.pin;
      cool(reading);
      window.scrollTo(0, 0);
      reading.focus({ preventScroll: true });
    }
  }
  var lastScroll = 0;
  window.addEventListener("scroll", function () { if (!current) lastScroll = window.scrollY; }, { passive: true });
  window.addEventListener("hashchange", route);
  function zoneOf(event) {
    var e = event.target.closest && event.target.closest("[data-z]");
    return e && !e.classList.contains("z-furniture") && !e.classList.contains("z-page-mark") ? e : null;
  }
  all(".reading").forEach(function (reading) {
    reading.addEventListener("mouseover", function (event) {
      var e = zoneOf(event);
      if (e) heat(reading, e.dataset.z);
      else if (reading.dataset.pin) heat(reading, reading.dataset.pin);
      else cool(reading);
    });
    reading.addEventListener("focusin", function (event) {
      var e = zoneOf(event);
      if (e) heat(reading, e.dataset.z);
    });
    function go(event) {
      var e = zoneOf(event);
      if (!e || String(window.getSelection())) return;
      pin(reading, e.dataset.z);
      var clean = e.classList.contains("c");
      var other = parts(reading, e.dataset.z).filter(function (p) { return p.classList.contains("c") !== clean; })[0];
      reveal(other);
    }
    reading.addEventListener("click", go);
    reading.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && event.target.classList.contains("c")) go(event);
    });
  });
  all(".furniture-toggle").forEach(function (button) {
    button.addEventListener("click", function () {
      var on = body.classList.toggle("hide-furniture");
      all(".furniture-toggle").forEach(function (b) { b.setAttribute("aria-pressed", String(on)); });
    });
  });
  all(".side-toggle").forEach(function (button) {
    button.addEventListener("click", function () {
      var on = body.classList.toggle("saved-side");
      all(".side-toggle").forEach(function (b) { b.setAttribute("aria-pressed", String(on)); });
    });
  });

  /* Keys: / filters, Escape goes back, j and k or the arrows step through the documents. */
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var typing = /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (typing) { input.value = ""; filter(); input.blur(); } else if (current) location.hash = "#documents";
      return;
    }
    if (typing) return;
    if (event.key === "/" && !current) { event.preventDefault(); input.focus(); return; }
    if (!current) return;
    var rel = event.key === "j" || event.key === "ArrowRight" ? "next" : event.key === "k" || event.key === "ArrowLeft" ? "prev" : "";
    var link = rel && current.querySelector("a[rel=" + rel + "]");
    if (link) location.hash = link.getAttribute("href");
  });
  route();
});
