// Completion of a body's name: an ARIA 1.2 combobox over a plain text field. The server alone decides whom the words name.
"use strict";
(() => {
  const WAIT = 120;
  let field = null, list = null, status = null, asking = null, timer = 0, at = -1;

  const options = () => [...(list?.children ?? [])];
  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    at = -1;
    if (!field) return;
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const move = (place) => {
    const all = options();
    if (!all.length) return;
    all[at]?.setAttribute("aria-selected", "false");
    at = (place + all.length) % all.length;
    all[at].setAttribute("aria-selected", "true");
    all[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", all[at].id);
  };
  const choose = (option) => {
    field.value = option.dataset.words;
    const chosen = field;
    close();
    status.textContent = chosen.value;
    chosen.dispatchEvent(new CustomEvent("tiendo:chosen", { bubbles: true }));
  };
  const show = (bodies) => {
    list.replaceChildren(...bodies.map((body, place) => {
      const option = document.createElement("li");
      const more = document.createElement("span");
      option.id = `${list.id}-${place}`;
      option.role = "option";
      option.dataset.words = option.textContent = body.words;
      option.setAttribute("aria-selected", "false");
      more.className = "meta";
      more.textContent = body.more;
      option.append(" ", more);
      return option;
    }));
    at = -1;
    field.removeAttribute("aria-activedescendant");
    list.hidden = !bodies.length;
    field.setAttribute("aria-expanded", String(bodies.length > 0));
    status.textContent = bodies.length ? `${field.dataset.namesLabel}: ${bodies.length}` : field.dataset.namesNone;
  };
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  // Bodies that the page itself is about to found; the server does not know them yet.
  const fresh = (words) => JSON.parse(field.dataset.fresh || "[]")
    .filter((name) => fold(name).includes(fold(words))).map((name) => ({ words: name, more: "" }));
  const ask = async () => {
    const words = field.value.trim();
    if (!words) { close(); return; }
    asking?.abort();
    const mine = asking = new AbortController();
    try {
      const url = new URL(field.dataset.names, location.href);
      url.searchParams.set("q", words);
      const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "application/json" } });
      const told = answer.ok ? (await answer.json()).bodies : [];
      if (mine === asking && field && document.activeElement === field) show([...fresh(words), ...told]);
    } catch { /* the field stays a plain one until the next letter */ }
  };
  const begin = (input) => {
    if (field === input) return;
    close();
    field = input;
    if (!input.hasAttribute("aria-controls")) {
      const box = document.createElement("ul");
      box.id = `${input.id}-names`;
      box.role = "listbox";
      box.hidden = true;
      box.className = "picks";
      box.setAttribute("aria-label", input.dataset.namesLabel);
      const told = document.createElement("span");
      told.className = "visually-hidden";
      told.role = "status";
      input.after(box, told);
      input.removeAttribute("list");
      input.role = "combobox";
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-expanded", "false");
      input.setAttribute("aria-controls", box.id);
    }
    list = document.getElementById(input.getAttribute("aria-controls"));
    status = list.nextElementSibling;
  };

  // Beside lines of names stands a field that completes one and adds it.
  for (const lines of document.querySelectorAll("textarea[data-names]")) {
    const adder = document.createElement("input");
    const frame = document.createElement("div");
    adder.id = `${lines.id}-add`;
    adder.type = "text";
    adder.autocomplete = "off";
    adder.dataset.names = lines.dataset.names;
    adder.dataset.fresh = lines.dataset.fresh ?? "";
    adder.dataset.namesLabel = lines.dataset.namesLabel;
    adder.dataset.namesNone = lines.dataset.namesNone;
    adder.placeholder = lines.dataset.addsLabel;
    adder.setAttribute("aria-label", lines.dataset.addsLabel);
    frame.className = "pick";
    frame.append(adder);
    lines.after(frame);
    adder.addEventListener("tiendo:chosen", () => {
      lines.value = `${lines.value.trimEnd()}\n${adder.value}`.trimStart();
      adder.value = "";
    });
  }

  const named = (event) => event.target.closest?.("input[data-names]");
  document.addEventListener("focusin", (event) => { if (named(event)) begin(event.target); });
  document.addEventListener("focusout", (event) => { if (event.target === field) close(); });
  document.addEventListener("input", (event) => {
    if (!named(event)) return;
    begin(event.target);
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  document.addEventListener("keydown", (event) => {
    if (event.target !== field || event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) ask();
      else move(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      choose(options()[at]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
  // A press on an option must not take the focus from the field before the click arrives.
  document.addEventListener("mousedown", (event) => { if (event.target.closest?.(".picks")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".picks > [role=option]");
    if (option) choose(option);
  });
})();
