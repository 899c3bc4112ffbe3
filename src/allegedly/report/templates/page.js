(function () {
  "use strict";
  var root = document.documentElement;
  var notes = JSON.parse(document.getElementById("notes").textContent);
  var note = document.getElementById("note");
  var shown = null, pinned = false, leaving = 0;
  var ROLES = { content: "Reported words", source: "Who speaks", cue: "The word that reports" };

  function make(tag, text, parent) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (parent) parent.appendChild(element);
    return element;
  }

  /* What a mark says, beside it, on hover and on focus. */
  function fill(mark) {
    var home = mark.closest("[data-d]");
    var own = (home && notes[home.dataset.d]) || {};
    var seen = {};
    note.replaceChildren();
    (mark.dataset.m || "").split(" ").forEach(function (item) {
      var parts = item.split(":"), found = own[parts[1]];
      if (!found || seen[parts[1]]) return;
      seen[parts[1]] = true;
      var section = make("section", "", note);
      if (ROLES[parts[0]] && !mark.classList.contains("sq")) make("p", ROLES[parts[0]], section);
      make("h4", found.title, section);
      var list = make("dl", "", section);
      found.lines.forEach(function (line) { make("dt", line[0], list); make("dd", line[1], list); });
      if (mark.classList.contains("sq")) said(mark, list);
    });
    if (!note.firstChild && words(mark)) make("section", words(mark), note);
    return note.firstChild !== null;
  }

  /* A square holds its statement in words, for those who cannot see it. */
  function words(mark) { return mark.dataset.tip || mark.textContent; }
  function said(mark, list) {
    var label = mark.querySelector(".vh").textContent, at = label.indexOf(": ");
    if (at < 0) return;
    list.prepend(make("dt", "reported"), make("dd", label.slice(at + 2)));
  }

  function show(mark) {
    clearTimeout(leaving);
    if (shown === mark) return;
    hide();
    if (!fill(mark)) return;
    shown = mark;
    mark.classList.add("lit");
    mark.setAttribute("aria-describedby", "note");
    note.hidden = false;
    place(mark);
  }

  /* In the right margin where an article leaves one, else under or over the mark, never upon it. */
  function place(mark) {
    var box = mark.getClientRects()[0] || mark.getBoundingClientRect();
    var gap = 8, top = 60, wide = window.innerWidth, high = window.innerHeight;
    var text = mark.closest(".p, .furniture, .reading article > header"), right = text ? text.getBoundingClientRect().right : wide;
    note.style.maxHeight = high - top - gap + "px";
    note.classList.toggle("aside", wide - right > 250);
    if (wide - right > 250) {
      note.style.left = right + 24 + "px";
      note.style.top = Math.max(top, Math.min(box.top - 10, high - note.offsetHeight - gap)) + "px";
      return;
    }
    var under = high - box.bottom - 2 * gap, over = box.top - top - gap, below = note.offsetHeight <= under || under >= over;
    note.style.maxHeight = Math.max(below ? under : over, 90) + "px";
    note.style.left = Math.max(gap, Math.min(box.left, wide - note.offsetWidth - gap)) + "px";
    note.style.top = (below ? box.bottom + gap : box.top - gap - note.offsetHeight) + "px";
  }

  function hide() {
    if (shown) { shown.classList.remove("lit"); shown.removeAttribute("aria-describedby"); }
    shown = null; note.hidden = true;
  }

  function later() { clearTimeout(leaving); leaving = setTimeout(hide, 180); }

  function markOf(event) { return event.target.closest ? event.target.closest("[data-m]") : null; }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var mark = markOf(event);
    if (mark) show(mark); else if (note.contains(event.target)) clearTimeout(leaving); else if (shown && shown !== document.activeElement) later();
  });
  document.addEventListener("focusin", function (event) { var mark = markOf(event); if (mark) show(mark); else if (!note.contains(event.target)) hide(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") hide(); });
  window.addEventListener("scroll", function () { if (shown && shown !== document.activeElement) hide(); }, { passive: true });
  /* A finger cannot hover: its first touch shows the note, the second follows the mark. */
  var touched = null;
  document.addEventListener("pointerdown", function (event) { touched = event.pointerType === "touch" ? markOf(event) : null; if (touched && touched === shown) touched = null; }, true);
  document.addEventListener("click", function (event) {
    var mark = markOf(event);
    if (mark && mark === touched) { event.preventDefault(); show(mark); }
    else if (!mark && !note.contains(event.target)) hide();
    else if (mark) hide();
  });

  /* A row that a link leads to is shown, whatever hides it. */
  function reveal() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.hidden) clear(target.closest("table"));
    target.scrollIntoView({ block: target.tagName === "TR" ? "center" : "start" });
  }
  window.addEventListener("hashchange", reveal);

  /* Tables: a box to search in, and a choice for each column that has few values. */
  function clear(table) {
    var bar = table.bar;
    if (!bar) return;
    bar.querySelectorAll("input, select").forEach(function (field) { field.value = ""; });
    apply(table);
  }
  function apply(table) {
    var bar = table.bar, words = bar.querySelector("input").value.toLowerCase(), left = 0;
    var picks = Array.from(bar.querySelectorAll("select")).filter(function (s) { return s.value; });
    Array.from(table.tBodies[0].rows).forEach(function (row) {
      var fits = !words || row.textContent.toLowerCase().indexOf(words) >= 0;
      picks.forEach(function (s) { fits = fits && value(row.cells[s.dataset.column]) === s.value; });
      row.hidden = !fits;
      left += fits;
    });
    bar.querySelector("output").textContent = left + " of " + table.tBodies[0].rows.length;
  }
  function value(cell) { return cell.dataset.value || cell.textContent.trim().replace(/\s+/g, " "); }
  document.querySelectorAll("table[data-filter]").forEach(function (table) {
    var rows = Array.from(table.tBodies[0].rows);
    if (rows.length < 8) return;
    var bar = make("div"), label = make("label", "", bar);
    bar.className = "filters";
    make("span", "Find ", label);
    var find = make("input", "", label);
    find.type = "search";
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      if (!head.hasAttribute("data-pick")) return;
      var values = Array.from(new Set(rows.map(function (row) { return value(row.cells[column]); }))).sort();
      if (values.length < 2) return;
      var wrap = make("label", "", bar), select = make("select", "", wrap);
      make("span", head.textContent + " ", wrap);
      wrap.appendChild(select);
      select.dataset.column = column;
      make("option", "all", select).value = "";
      values.forEach(function (v) { make("option", v, select).value = v; });
      select.addEventListener("change", function () { apply(table); });
    });
    make("output", "", bar).setAttribute("aria-live", "polite");
    find.addEventListener("input", function () { apply(table); });
    table.bar = bar;
    table.parentElement.before(bar);
    apply(table);
  });

  /* Squares and sentences of a ribbon are one stop of the tab key each; arrows move inside. */
  document.querySelectorAll(".squares, .ribbon").forEach(function (group) {
    var links = Array.from(group.querySelectorAll("a"));
    links.forEach(function (link, number) { link.setAttribute("tabindex", number ? "-1" : "0"); });
    group.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key], at = links.indexOf(document.activeElement);
      if (!step || at < 0 || !links[at + step]) return;
      event.preventDefault();
      links[at].setAttribute("tabindex", "-1");
      links[at + step].setAttribute("tabindex", "0");
      links[at + step].focus();
    });
  });

  /* Marks of a layer that is not shown are no stops of the tab key. */
  var LAYERS = { voices: ["content", "source"], cues: ["cue"], hedges: ["hedge"], boosters: ["booster"], apart: ["apart"], names: ["name"], cleaning: ["removed", "repaired", "flagged"] };
  function stops() {
    var off = Object.keys(LAYERS).filter(function (id) { var box = document.getElementById("show-" + id); return box && !box.checked; });
    var hidden = [].concat.apply([], off.map(function (id) { return LAYERS[id]; }));
    document.querySelectorAll(".reading article a.m").forEach(function (mark) {
      var left = mark.dataset.m.split(" ").some(function (item) { return hidden.indexOf(item.split(":")[0]) < 0; });
      if (left) mark.removeAttribute("tabindex"); else mark.setAttribute("tabindex", "-1");
    });
  }
  document.querySelectorAll(".layers input").forEach(function (box) { box.addEventListener("change", stops); });
  stops();

  /* Colours: as the system, light, dark. */
  var button = document.getElementById("theme"), order = ["auto", "light", "dark"];
  function name() {
    var now = root.dataset.theme || "auto";
    button.querySelector(".now").textContent = now;
  }
  button.addEventListener("click", function () {
    var next = order[(order.indexOf(root.dataset.theme || "auto") + 1) % 3];
    if (next === "auto") delete root.dataset.theme; else root.dataset.theme = next;
    try { if (next === "auto") localStorage.removeItem("allegedly-theme"); else localStorage.setItem("allegedly-theme", next); } catch (error) { /* no storage: the choice lasts for this visit */ }
    name();
  });
  name();

  window.addEventListener("beforeprint", function () { document.querySelectorAll("details").forEach(function (d) { d.open = true; }); });
  if (location.hash) reveal();
})();
