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

  tellLateness();
})();
