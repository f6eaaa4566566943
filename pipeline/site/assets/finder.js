// Finds questions by words and facets; what is asked stands in the address, behind the #.
(function () {
  "use strict";
  var PAGE = 30;
  var script = document.currentScript;
  var years = script.dataset.years ? script.dataset.years.split(" ") : [];
  var loaded = {};
  var waiting = {};
  var found = [];
  var shown = 0;
  var form = document.getElementById("finder");
  var results = document.getElementById("results");
  var more = document.getElementById("more");

  // letters without their marks, in lower case: "Zoë" is found by "zoe"
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  // a year's script calls this; its rows are those of FinderRow in pipeline/site/finder.py
  window.officeHours = function (year, rows) {
    loaded[year] = rows.map(function (row) {
      return {
        session: row[0], anchor: row[1], text: row[2], topic: row[3], outcome: row[4],
        status: row[5], by: row[6], words: fold(row[2]), names: fold(row[6])
      };
    });
    delete waiting[year];
    offerNames();
    find();
  };

  function load(wanted) {
    wanted.forEach(function (year) {
      if (loaded[year] || waiting[year]) return;
      waiting[year] = true;
      var tag = document.createElement("script");
      tag.src = "assets/data/" + year + ".js";
      document.body.appendChild(tag);
    });
  }

  function offerNames() {
    var names = {};
    Object.keys(loaded).forEach(function (year) {
      loaded[year].forEach(function (q) {
        q.by.split("; ").forEach(function (name) { if (name) names[name] = true; });
      });
    });
    var list = document.getElementById("people");
    list.textContent = "";
    Object.keys(names).sort().slice(0, 500).forEach(function (name) {
      var option = document.createElement("option");
      option.value = name;
      list.appendChild(option);
    });
  }

  function asked() {
    var state = {};
    ["q", "topic", "outcome", "status", "by", "year"].forEach(function (name) {
      state[name] = form.elements[name].value.trim();
    });
    return state;
  }

  function matches(state) {
    var words = fold(state.q).split(/\s+/).filter(Boolean);
    var names = fold(state.by);
    return function (q) {
      return (!state.topic || (q.topic || "none") === state.topic) &&
        (!state.outcome || q.outcome === state.outcome) &&
        (!state.status || q.status === state.status) &&
        (!names || q.names.indexOf(names) >= 0) &&
        words.every(function (word) { return q.words.indexOf(word) >= 0; });
    };
  }

  function find() {
    var state = asked();
    var wanted = state.year ? [state.year] : years;
    load(wanted);
    var fits = matches(state);
    found = [];
    wanted.forEach(function (year) {
      if (loaded[year]) found = found.concat(loaded[year].filter(fits));
    });
    results.textContent = "";
    shown = 0;
    show();
    say(wanted);
  }

  function say(wanted) {
    var missing = wanted.filter(function (year) { return !loaded[year]; });
    document.getElementById("found").textContent =
      (found.length === 1 ? "1 question" : found.length.toLocaleString("en") + " questions") +
      (missing.length ? ", loading " + missing.join(", ") + " …" : "");
  }

  function show() {
    var part = document.createDocumentFragment();
    found.slice(shown, shown + PAGE).forEach(function (q) { part.appendChild(item(q)); });
    results.appendChild(part);
    shown = Math.min(shown + PAGE, found.length);
    more.hidden = shown >= found.length;
  }

  function item(q) {
    var line = document.createElement("li");
    var link = document.createElement("a");
    link.href = address(q);
    link.dir = "auto";
    link.textContent = q.text;
    var meta = document.createElement("p");
    meta.className = "meta";
    piece(meta, "", q.session);
    piece(meta, "word outcome is-" + q.outcome, spoken(q.outcome));
    if (q.status !== q.outcome) piece(meta, "word status is-" + q.status, spoken(q.status));
    if (q.topic) piece(meta, "", topicLabel(q.topic));
    if (q.by) piece(meta, "", q.by).dir = "auto";
    line.appendChild(link);
    line.appendChild(meta);
    return line;
  }

  function piece(parent, name, text) {
    var span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    parent.appendChild(span);
    parent.appendChild(document.createTextNode(" "));
    return span;
  }

  function address(q) {
    return "sessions/" + encodeURIComponent(q.session) + ".html#" + encodeURIComponent(q.anchor);
  }

  function spoken(word) { return word.replace(/_/g, " "); }

  function topicLabel(id) {
    var options = form.elements.topic.options;
    for (var i = 0; i < options.length; i++) if (options[i].value === id) return options[i].text;
    return id;
  }

  function remember() {
    var state = asked();
    // where the newest year is shown first, that all are meant has to be said
    if (script.dataset.first && !state.year) state.year = "all";
    var parts = Object.keys(state).filter(function (name) { return state[name]; })
      .map(function (name) { return name + "=" + encodeURIComponent(state[name]); });
    history.replaceState(null, "", "#" + parts.join("&"));
  }

  function recall() {
    var state = {};
    location.hash.slice(1).split("&").forEach(function (part) {
      var at = part.indexOf("=");
      if (at > 0) state[part.slice(0, at)] = decoded(part.slice(at + 1));
    });
    Object.keys(asked()).forEach(function (name) {
      form.elements[name].value = state[name] || (name === "year" && script.dataset.first) || "";
    });
    if (state.year === "all") form.elements.year.value = "";
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  // a spreadsheet runs what begins with one of these; a quote before it makes it text
  function cell(text) {
    var safe = /^[\s\u0000]*[=+\-@\t\r|%]/.test(text) ? "'" + text : text;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function saveCsv() {
    var lines = [["question_id", "text", "topic_id", "outcome", "status", "respondents"]];
    found.forEach(function (q) {
      lines.push([q.session + "/" + q.anchor, q.text, q.topic, q.outcome, q.status, q.by]);
    });
    var text = lines.map(function (line) { return line.map(cell).join(","); }).join("\r\n");
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + text + "\r\n"], { type: "text/csv" }));
    link.download = "questions.csv";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  function refresh() { remember(); find(); }

  form.addEventListener("input", refresh);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  more.addEventListener("click", show);
  document.getElementById("export").addEventListener("click", saveCsv);
  document.getElementById("clear").addEventListener("click", function () {
    form.reset();
    refresh();
    form.elements.q.focus();
  });
  window.addEventListener("hashchange", function () { recall(); find(); });
  form.hidden = false;
  document.querySelector(".bar").hidden = false;
  recall();
  find();
})();
