// What the pages do beyond being read; without this script they only say less.
(function () {
  "use strict";
  var DAY = 86400000;

  function all(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // how late a promise is today
  function tellLateness() {
    var now = new Date();
    var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
    all("[data-due]", function (place) {
      var late = Math.round((today - Date.parse(place.dataset.due)) / DAY);
      if (late <= 0) return;
      place.textContent = late === 1 ? "1 day late" : late.toLocaleString("en") + " days late";
    });
    var said = document.getElementById("today");
    if (!said) return;
    said.dateTime = new Date(today).toISOString().slice(0, 10);
    said.textContent = said.dateTime;
    said.parentNode.hidden = false;
  }

  function offerCopies() {
    all(".copy", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        copy(document.getElementById(button.dataset.copies));
        button.textContent = "Copied";
        setTimeout(function () { button.textContent = "Copy"; }, 2000);
      });
    });
  }

  // a page opened from a folder has no clipboard of its own: there the selection is copied
  function copy(source) {
    var range = document.createRange();
    range.selectNodeContents(source);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    document.execCommand("copy");
    selection.removeAllRanges();
  }

  // sections one below the other become tabs; the arrows go from one to the next
  function makeTabs(box) {
    var panels = Array.prototype.slice.call(box.children);
    var list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", "Load it with");
    var tabs = panels.map(function (panel, at) {
      var tab = document.createElement("button");
      panel.id = "panel-" + at;
      panel.setAttribute("role", "tabpanel");
      tab.type = "button";
      tab.textContent = panel.getAttribute("aria-label");
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.querySelector("h3").hidden = true;
      tab.addEventListener("click", function () { choose(at); });
      list.appendChild(tab);
      return tab;
    });
    function choose(chosen) {
      tabs.forEach(function (tab, at) {
        tab.setAttribute("aria-selected", String(at === chosen));
        tab.tabIndex = at === chosen ? 0 : -1;
        panels[at].hidden = at !== chosen;
      });
    }
    list.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      var next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
      choose(next);
      tabs[next].focus();
    });
    box.insertBefore(list, box.firstChild);
    choose(0);
  }

  tellLateness();
  offerCopies();
  all(".tabs", makeTabs);
})();
