// What pages do better with JavaScript. Everything works without it.
"use strict";
(() => {
  const typing = (element) => element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length);
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
  // Single keys can be switched off, for those who speak to their computer or whose hand trembles.
  const keys = document.getElementById("keys");
  const switched = keys?.querySelector("[data-keys-on]");
  const kept = { get() { try { return localStorage.getItem("keys"); } catch { return null; } }, set(value) { try { localStorage.setItem("keys", value); } catch { /* a browser that keeps nothing */ } } };
  if (switched) {
    switched.checked = kept.get() !== "off";
    switched.addEventListener("change", () => kept.set(switched.checked ? "on" : "off"));
  }
  for (const door of document.querySelectorAll("[data-keys]")) {
    door.hidden = false;
    door.addEventListener("click", (event) => { if (event.target.closest("button")) keys?.showModal(); });
  }
  document.addEventListener("keydown", (event) => {
    if (switched?.checked === false || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    // A key pressed while the list of keys is open, or still closing, does what the list says.
    const open = keys?.open;
    if (open && ["/", "j", "k", "?"].includes(event.key)) keys.close();
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "?" && !open) keys?.showModal();
  });

  // A task and its words in the document light up together.
  const light = (key, on) => {
    for (const words of document.querySelectorAll(`[data-task="${CSS.escape(key)}"]`)) words.classList.toggle("at", on);
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

  // A day that is in no calendar is kept and told; it would be sent as no day at all.
  document.addEventListener("submit", (event) => {
    const wrong = [...event.target.querySelectorAll("input[data-impossible]")].filter((input) => input.validity.badInput);
    for (const input of wrong) {
      input.closest(".field")?.classList.add("wrong");
      input.setAttribute("aria-invalid", "true");
      if (input.previousElementSibling?.matches("[data-told]")) continue;
      const told = Object.assign(document.createElement("ul"), { className: "errorlist", id: `${input.id}_impossible` });
      told.dataset.told = "";
      told.append(Object.assign(document.createElement("li"), { textContent: `▲ ${input.dataset.impossible}` }));
      input.before(told);
      input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${told.id}`.trim());
    }
    if (!wrong.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    wrong[0].focus();
  }, true);

  // A second press while the first is under way does nothing; the server's token is what makes it safe.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && event.target.method === "post") setTimeout(() => { button.disabled = true; button.dataset.sent = ""; });
  });
  const again = () => { for (const button of document.querySelectorAll("button[data-sent]")) { button.disabled = false; delete button.dataset.sent; } };
  addEventListener("pageshow", again);
  document.addEventListener("htmx:afterRequest", again);

  // A refused form says so first.
  document.querySelector(".summary")?.focus();
})();
