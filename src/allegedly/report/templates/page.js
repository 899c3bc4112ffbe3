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
  function headOf(cell, table) {
    if (cell.dataset.label) return cell.dataset.label;
    var head = table.tHead.rows[0].cells[cell.cellIndex];
    return head.querySelector(".vh") || cell.classList.contains("line") ? "" : head.textContent;
  }
  /* A cell says what it is where columns stand under each other, on a narrow screen. */
  function label(table) {
    if (!narrow.matches || !table.classList.contains("cards")) return;
    table.querySelectorAll("tbody td:not([data-label])").forEach(function (cell) { var head = headOf(cell, table); if (head) cell.dataset.label = head; });
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
      if (letter === "m") named(mark, home.dataset.d, key); else told(rowOf(id), letter, square, rowAt[id]);
    });
    if (!note.firstChild) make("section", mark.getAttribute("aria-label") || words(mark), note);
    if (!complete) whole.then(function () { if (shown === mark) { shown = null; show(mark); } });
  }
  function told(row, letter, square, kept) {
    if (!row) return;
    var table = kept ? kept.list.table : row.closest("table");
    var section = make("section", "", note), title = row.querySelector(".t");
    make("p", square ? "" : WHAT[letter], section);
    make("h4", words(title), section);
    var list = make("dl", "", section);
    Array.from(row.cells).forEach(function (cell) {
      var label = headOf(cell, table);
      if (!label || cell === title || (cell.classList.contains("words") && !square)) return;
      var meaning = data.words[value(cell)];
      line(label.toLowerCase(), words(cell) + (meaning ? ": " + meaning : ""), list);
    });
    trust(ROW[letter], section);
  }
  function named(mark, home, key) {
    var found = (data.names[home] || {})[key], row = found && rowOf(found[0]);
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

  /* A row that a link leads to is shown, whatever hides it, and the tab key goes on from there. */
  var reached = null;
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1)), target = id && rowOf(id);
    if (id && !target && !complete) whole.then(reveal);
    if (reached) reached.classList.remove("reached");
    reached = null;
    if (!target) return;
    if (rowAt[id]) showRow(rowAt[id]);
    for (var box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.matches(".original")) original(target);
    if (target.tagName === "TR") {
      reached = target;
      target.classList.add("reached");
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    target.scrollIntoView({ block: target.tagName === "TR" ? "center" : "start" });
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash && !event.defaultPrevented) reveal();
  });

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

  /* Tables: rows some at a time, a box to search in, and a choice for each column that has few values. Of a long table
     the rows lie beside it, gzipped, and are unpacked when the page has been drawn. */
  var narrow = window.matchMedia("(max-width: 40rem)"), lists = [], rowAt = Object.create(null), unpacking = [], complete = false;
  function some() { return narrow.matches ? 10 : 100; }
  function value(cell) { return cell.dataset.value || cell.textContent.trim().replace(/\s+/g, " "); }
  function rowOf(id) { return rowAt[id] ? rowAt[id].row : byId(id); }
  function keep(list) {
    list.text = null;
    list.rows.forEach(function (row) { if (row.id) rowAt[row.id] = { row: row, list: list }; });
  }
  function unpack(packed) {
    var bytes = Uint8Array.from(atob(packed.textContent), function (sign) { return sign.charCodeAt(0); });
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text().then(function (html) {
      var holder = document.createElement("template");
      holder.innerHTML = html;
      return Array.from(holder.content.children);
    });
  }
  function matching(list) {
    var bar = list.bar, words = bar.querySelector("input").value.toLowerCase();
    var picks = Array.from(bar.querySelectorAll("select")).filter(function (s) { return s.value; });
    if (words && !list.text) list.text = list.rows.map(function (row) { return row.textContent.toLowerCase(); });
    if (!words && !picks.length) return list.rows;
    return list.rows.filter(function (row, number) {
      return (!words || list.text[number].indexOf(words) >= 0) && picks.every(function (s) { return value(row.cells[s.dataset.column]) === s.value; });
    });
  }
  function draw(list, all) {
    var fits = list.fits, last = all ? fits.length : Math.min(list.from + some(), fits.length);
    list.table.tBodies[0].replaceChildren.apply(list.table.tBodies[0], fits.slice(all ? 0 : list.from, last));
    label(list.table);
    var n = Math.max(list.n, list.rows.length), whole = fits.length === list.rows.length;
    list.output.textContent = (whole ? n : fits.length).toLocaleString("en") + (whole ? " rows" : " of " + n.toLocaleString("en"));
    list.pager.hidden = all || fits.length <= some();
    list.pager.querySelector("span").textContent = (list.from + 1).toLocaleString("en") + "–" + last.toLocaleString("en") + " of " + (whole ? n : fits.length).toLocaleString("en");
    list.earlier.disabled = !list.from;
    list.later.disabled = last >= fits.length;
  }
  function refit(list, from) { list.fits = matching(list); list.from = from || 0; draw(list); }
  function turn(list, step) {
    list.from = Math.max(0, list.from + step * some());
    draw(list);
    list.table.parentElement.scrollTop = 0;
    list.bar.scrollIntoView({ block: "nearest" });
  }
  function showRow(found) {
    var list = found.list, place = list.fits.indexOf(found.row);
    if (place < 0) {
      list.bar.querySelectorAll("input, select").forEach(function (field) { field.value = ""; });
      list.fits = list.rows;
      place = list.fits.indexOf(found.row);
    }
    if (found.row.parentElement === list.table.tBodies[0]) return;
    list.from = place - place % some();
    draw(list);
  }
  function choices(list) {
    list.bar.querySelectorAll("select").forEach(function (select) { select.parentElement.remove(); });
    Array.from(list.table.tHead.rows[0].cells).forEach(function (head, column) {
      if (!head.hasAttribute("data-pick")) return;
      var values = Array.from(new Set(list.rows.map(function (row) { return value(row.cells[column]); }))).sort();
      if (values.length < 2) return;
      var wrap = make("label", "", null), select = document.createElement("select");
      make("span", head.textContent + " ", wrap);
      wrap.appendChild(select);
      select.dataset.column = column;
      make("option", "all", select).value = "";
      values.forEach(function (v) { make("option", v, select).value = v; });
      select.addEventListener("change", function () { refit(list); });
      list.output.before(wrap);
    });
  }
  function press(text, says, parent, act) {
    var made = make("button", text, parent);
    made.type = "button";
    made.setAttribute("aria-label", says);
    made.addEventListener("click", act);
    return made;
  }
  document.querySelectorAll("table[data-filter]").forEach(function (table) {
    var list = { table: table, rows: Array.from(table.tBodies[0].rows), from: 0, n: 0 }, packed = byId(table.dataset.rows);
    if (list.rows.length < 8) return;
    var bar = list.bar = make("div"), find = make("label", "", bar);
    bar.className = "filters";
    make("span", "Find ", find);
    find = make("input", "", find);
    find.type = "search";
    find.addEventListener("input", function () { refit(list); });
    list.output = make("output", "", bar);
    list.output.setAttribute("aria-live", "polite");
    var pager = list.pager = make("p"), name = table.parentElement.getAttribute("aria-label");
    pager.className = "pager";
    list.earlier = press("‹ Earlier", name + ": earlier rows", pager, function () { turn(list, -1); });
    make("span", "", pager);
    list.later = press("Later ›", name + ": later rows", pager, function () { turn(list, 1); });
    table.parentElement.before(bar);
    table.parentElement.after(pager);
    lists.push(list);
    keep(list);
    list.fits = list.rows;
    if (packed) {
      list.n = Number(packed.dataset.n);
      list.packed = packed;
      unpacking.push(list);
    } else choices(list);
    draw(list);
  });
  function labels() { document.querySelectorAll("table.cards").forEach(label); }
  labels();
  narrow.addEventListener("change", labels);
  narrow.addEventListener("change", function () { lists.forEach(function (list) { list.from -= list.from % some(); draw(list); }); });
  /* One table after the other, each when nothing else is to be done; whoever is in a hurry waits for all of them. */
  var whole = new Promise(function (done) {
    function next() {
      var list = unpacking.shift();
      if (!list) { complete = true; return done(); }
      unpack(list.packed).then(function (rows) {
        list.rows = rows;
        keep(list);
        choices(list);
        refit(list, list.from);
        (window.requestIdleCallback || setTimeout)(next);
      });
    }
    if (document.readyState === "complete") next(); else window.addEventListener("load", function () { setTimeout(next); });
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

  /* On paper stand all rows, of a long table those that are seen. */
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not(.original)").forEach(function (d) { d.open = true; });
    lists.forEach(function (list) { if (!list.packed) draw(list, true); });
  });
  window.addEventListener("afterprint", function () { lists.forEach(function (list) { draw(list); }); });
  if (location.hash) reveal();
})();
