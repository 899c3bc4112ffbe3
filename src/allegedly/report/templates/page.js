(function () {
  "use strict";
  var root = document.documentElement;
  var data = JSON.parse(document.getElementById("notes").textContent);
  var note = document.getElementById("note");
  var shown = null, leaving = 0;
  /* What each letter of a mark is, and the letter of the rows it leads to. */
  var WHAT = { c: "Reported words", s: "Who speaks", q: "The word that reports", h: "Hedge", b: "Booster", p: "Plan, condition or amount", m: "Name", e: "Change in cleaning" };
  var ROW = { c: "a", s: "a", q: "a", a: "a", h: "h", b: "h", p: "h", e: "e", m: "m" };

  function make(tag, text, parent) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (parent) parent.appendChild(element);
    return element;
  }
  function byId(id) { return document.getElementById(id); }
  function words(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll(".vh, svg, [aria-hidden]").forEach(function (hidden) { hidden.remove(); });
    return copy.textContent.trim().replace(/\s+/g, " ");
  }
  function headOf(cell) {
    if (cell.dataset.label) return cell.dataset.label;
    var head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
    return head.querySelector(".vh") || cell.classList.contains("line") ? "" : head.textContent;
  }
  function line(label, text, list) { if (text) { make("dt", label, list); make("dd", text, list); } }

  /* What a mark says, beside it, on hover and on focus: what the row says that it leads to. */
  function fill(mark) {
    var home = mark.closest("[data-d]"), seen = {};
    note.replaceChildren();
    mark.dataset.m.split(" ").forEach(function (key) {
      var square = mark.classList.contains("sq"), letter = square ? "a" : key[0];
      var id = square ? key : home.dataset.d + ROW[letter] + key.slice(1);
      if (seen[id]) return;
      seen[id] = true;
      if (letter === "m") named(mark, home.dataset.d, key); else told(byId(id), letter, square);
    });
    if (!note.firstChild) make("section", mark.getAttribute("aria-label") || words(mark), note);
  }
  function told(row, letter, square) {
    if (!row) return;
    var section = make("section", "", note), title = row.querySelector(".t");
    make("p", square ? "" : WHAT[letter], section);
    make("h4", words(title), section);
    var list = make("dl", "", section);
    Array.from(row.cells).forEach(function (cell) {
      var label = headOf(cell);
      if (!label || cell === title || (cell.classList.contains("words") && !square)) return;
      var meaning = data.words[value(cell)];
      line(label.toLowerCase(), words(cell) + (meaning ? ": " + meaning : ""), list);
    });
    trust(ROW[letter], section);
  }
  function named(mark, home, key) {
    var found = (data.names[home] || {})[key], row = found && byId(found[0]);
    if (!row) return;
    var section = make("section", "", note);
    make("p", WHAT.m, section);
    make("h4", words(row.querySelector("th")), section);
    var list = make("dl", "", section), place = found[2];
    line("type", words(row.cells[1]), list);
    line("found by", found[1], list);
    line("in the original", place ? place[0].toLocaleString("en") + "–" + place[1].toLocaleString("en") : "no single place", list);
    trust("m", section);
  }
  function trust(letter, section) { if (data.trust[letter]) make("p", data.trust[letter], section).className = "trust"; }

  function show(mark) {
    clearTimeout(leaving);
    if (shown === mark) return;
    hide();
    fill(mark);
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
    var target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.hidden) clear(target.closest("table"));
    if (target.matches(".original")) original(target);
    target.scrollIntoView({ block: target.tagName === "TR" ? "center" : "start" });
  }
  window.addEventListener("hashchange", reveal);

  /* The article as it came in, and a place in it. Places count characters, of which some are two in this language. */
  function at(text, place) {
    if (!/[\ud800-\udbff]/.test(text)) return place;
    var index = 0;
    for (var n = 0; n < place && index < text.length; n++) index += text.codePointAt(index) > 0xffff ? 2 : 1;
    return index;
  }
  function original(box, start, end) {
    var text = data.originals[box.id.slice(0, -3)], pre = box.querySelector("pre");
    if (start === undefined) { if (!pre.firstChild) pre.textContent = text; return; }
    start = at(text, start); end = at(text, end);
    pre.replaceChildren(text.slice(0, start));
    var mark = make("mark", text.slice(start, end), pre);
    pre.append(text.slice(end));
    box.open = true;
    mark.scrollIntoView({ block: "center" });
    pre.focus({ preventScroll: true });
  }
  document.querySelectorAll(".original").forEach(function (box) { box.addEventListener("toggle", function () { if (box.open) original(box); }); });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("td a[href$=raw]");
    if (!link) return;
    event.preventDefault();
    history.pushState(null, "", link.hash);
    var places = link.textContent.replace(/,/g, "").split("–");
    original(byId(link.hash.slice(1)), Number(places[0]), Number(places[1]));
  });

  /* A cell says what it is where columns stand under each other, on a narrow screen. */
  var narrow = window.matchMedia("(max-width: 40rem)");
  function labels() {
    if (!narrow.matches) return;
    document.querySelectorAll("table.cards:not(.labelled)").forEach(function (table) {
      table.classList.add("labelled");
      table.querySelectorAll("tbody td").forEach(function (cell) { var label = headOf(cell); if (label) cell.dataset.label = label; });
    });
  }
  narrow.addEventListener("change", labels);
  labels();

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
    group.querySelectorAll("a").forEach(function (link, number) { if (number) link.setAttribute("tabindex", "-1"); });
  });
  document.addEventListener("keydown", function (event) {
    var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key], group = step && event.target.closest(".squares, .ribbon");
    if (!group) return;
    var links = Array.from(group.querySelectorAll("a")), here = links.indexOf(document.activeElement);
    if (here < 0 || !links[here + step]) return;
    event.preventDefault();
    links[here].setAttribute("tabindex", "-1");
    links[here + step].removeAttribute("tabindex");
    links[here + step].focus();
  });

  /* Marks of a layer that is not shown are no stops of the tab key. */
  var LAYERS = { voices: "cs", cues: "q", hedges: "h", boosters: "b", apart: "p", names: "m", cleaning: "e" };
  function stops() {
    var off = Object.keys(LAYERS).filter(function (id) { var box = byId("show-" + id); return box && !box.checked; });
    var hidden = off.map(function (id) { return LAYERS[id]; }).join("");
    document.querySelectorAll(".reading article a.m").forEach(function (mark) {
      var left = mark.dataset.m.split(" ").some(function (item) { return hidden.indexOf(item[0]) < 0; });
      if (left) mark.removeAttribute("tabindex"); else mark.setAttribute("tabindex", "-1");
    });
  }
  document.querySelectorAll(".layers input").forEach(function (box) { box.addEventListener("change", stops); });
  stops();

  /* Colours: as the system, light, dark. */
  var button = byId("theme"), order = ["auto", "light", "dark"];
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
