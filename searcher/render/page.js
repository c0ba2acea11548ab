/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Suggestions while typing: an editable combobox with a list (ARIA Authoring Practices). Without
 * this script the box is a box. */
(function () {
  var box = document.getElementById("q"), list, at = -1, typed = "", timer, asked = 0;
  if (!box || !window.fetch) return;
  list = document.createElement("ul");
  list.id = "sug";
  list.className = "sug";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("data-list"));
  box.parentNode.appendChild(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "sug");
  show(false);

  function show(on) {
    list.hidden = !on;
    box.setAttribute("aria-expanded", on);
    if (!on) { at = -1; box.removeAttribute("aria-activedescendant"); }
  }
  function select(to) {
    var items = list.children;
    if (at >= 0) items[at].setAttribute("aria-selected", "false");
    at = to < -1 ? items.length - 1 : to >= items.length ? -1 : to;
    if (at < 0) {
      box.removeAttribute("aria-activedescendant");
      box.value = typed;
      return;
    }
    items[at].setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", items[at].id);
    box.value = items[at].title;
  }
  function fill(answer) {
    list.textContent = "";
    at = -1;
    (answer[1] || []).slice(0, 8).forEach(function (text, i) {
      var item = document.createElement("li"), note = document.createElement("span");
      item.id = "sug" + i;
      item.title = text;
      item.textContent = text;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      note.textContent = (answer[2] || [])[i] || "";
      if (note.textContent) item.appendChild(note);
      item.addEventListener("mousedown", function (event) {
        event.preventDefault();
        box.value = text;
        box.form.submit();
      });
      list.appendChild(item);
    });
    show(list.children.length > 0);
  }
  function ask() {
    var mine = ++asked;
    typed = box.value;
    if (typed.trim().length < 2) return show(false);
    fetch(box.form.action + "suggest?q=" + encodeURIComponent(typed))
      .then(function (answer) { return answer.ok ? answer.json() : []; })
      .then(function (answer) { if (mine === asked && document.activeElement === box) fill(answer); })
      .catch(function () { show(false); });
  }
  box.addEventListener("input", function () {
    asked++; /* an answer to less than is typed by now comes too late */
    typed = box.value;
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  box.addEventListener("blur", function () { asked++; show(false); });
  box.addEventListener("keydown", function (event) {
    if (list.hidden) return;
    if (event.key === "ArrowDown") select(at + 1);
    else if (event.key === "ArrowUp") select(at - 1);
    else if (event.key === "Escape") { box.value = typed; asked++; show(false); }
    else return;
    event.preventDefault();
  });
})();
