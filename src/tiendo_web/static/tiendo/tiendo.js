// What pages do better with JavaScript. Everything works without it.
"use strict";
(() => {
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let at = -1;
  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    all[at]?.classList.remove("at");
    at = Math.max(0, Math.min(all.length - 1, at + step));
    all[at].classList.add("at");
    all[at].scrollIntoView({ block: "nearest" });
    all[at].querySelector("a")?.focus({ preventScroll: true });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "?") document.getElementById("keys")?.showModal();
  });

  // A task and its words in the document light up together.
  const light = (key, on) => {
    for (const words of document.querySelectorAll(`.mark-task[data-task="${CSS.escape(key)}"]`)) words.classList.toggle("at", on);
    document.getElementById(`task-${key}`)?.classList.toggle("at", on);
  };
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    const key = (event) => { const near = event.target.closest?.("[data-for-task], [data-task]"); return near && (near.dataset.forTask ?? near.dataset.task); };
    document.addEventListener(enter, (event) => { const k = key(event); if (k) light(k, true); });
    document.addEventListener(leave, (event) => { const k = key(event); if (k) light(k, false); });
  }

  // Dropping a file puts it into the form's file input.
  for (const drop of document.querySelectorAll(".drop")) {
    const input = drop.querySelector("input[type=file]");
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (input && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  }

  // A second press while the first is under way does nothing; the server's token is what makes it safe.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && event.target.method === "post") setTimeout(() => { button.disabled = true; });
  });
  addEventListener("pageshow", () => { for (const button of document.querySelectorAll("button:disabled")) button.disabled = false; });
})();
