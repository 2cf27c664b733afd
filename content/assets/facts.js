/* What scripts add to pages that work without them: a choice of colours, citations that open beside
   the text, and filters that are kept in the address. Nothing here fetches anything. */
"use strict";

const root = document.documentElement;

/* The button shows whether dark colours are on, however they came to be. */
function setUpColours() {
  const button = document.querySelector("[data-scheme-button]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.scheme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("facts-scheme", root.dataset.scheme);
    } catch {
      /* A reader who keeps no storage chooses again on the next page. */
    }
    show();
  });
  system.addEventListener("change", show);
  show();
}

/* One layer serves all citations of the page: it shows the entry of the reference list. */
function setUpCitations() {
  const citations = document.querySelectorAll("a.citation");
  if (!citations.length || !HTMLElement.prototype.showPopover) return;
  const layer = document.createElement("div");
  layer.className = "peek md-typeset";
  layer.setAttribute("popover", "auto");
  layer.setAttribute("role", "dialog");
  layer.tabIndex = -1;
  document.querySelector("article").append(layer);
  let opener = null;

  const close = document.createElement("button");
  close.type = "button";
  close.className = "peek__close";
  close.textContent = "Close";
  close.addEventListener("click", () => layer.hidePopover());

  const place = () => {
    const at = opener.getBoundingClientRect();
    const width = Math.min(430, root.clientWidth - 16);
    layer.style.width = `${width}px`;
    layer.style.left = `${Math.max(8, Math.min(at.left, root.clientWidth - width - 8))}px`;
    const below = innerHeight - at.bottom;
    const fits = below > layer.offsetHeight + 8 || below > at.top;
    layer.style.top = fits ? `${at.bottom + 6}px` : "auto";
    layer.style.bottom = fits ? "auto" : `${innerHeight - at.top + 6}px`;
    layer.style.maxHeight = `${Math.max(160, (fits ? below : at.top) - 16)}px`;
  };

  const open = (citation) => {
    const entry = document.querySelector(citation.getAttribute("href"));
    const copy = entry.cloneNode(true);
    copy.querySelectorAll(".reference__back").forEach((one) => one.remove());
    copy.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    copy.querySelectorAll("details").forEach((one) => { one.open = true; });
    const inList = document.createElement("p");
    inList.className = "peek__foot";
    const link = document.createElement("a");
    link.href = citation.getAttribute("href");
    link.textContent = "In the list of references";
    link.addEventListener("click", () => layer.hidePopover());
    inList.append(link, " ", close);
    layer.replaceChildren(...copy.childNodes, inList);
    layer.setAttribute("aria-label", citation.getAttribute("aria-label"));
    opener = citation;
    layer.showPopover();
    place();
    layer.focus({ preventScroll: true });
  };

  citations.forEach((citation) => {
    citation.setAttribute("aria-haspopup", "dialog");
    citation.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(citation);
    });
  });
  layer.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && layer.contains(document.activeElement)) opener.focus();
  });
  addEventListener("resize", () => layer.matches(":popover-open") && layer.hidePopover());
}

/* A link to a part that the chosen reading depth hides shows the whole text first. */
function setUpDepths() {
  const all = document.getElementById("depth-3");
  if (!all) return;
  const reveal = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    const part = name && document.getElementById(name);
    if (part && !part.getClientRects().length) {
      all.checked = true;
      part.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) setTimeout(reveal);
  });
  reveal();
}

/* Filters work by style alone; scripts count what is left, and keep the choice in the address. */
function setUpFilters() {
  document.querySelectorAll("form[data-filter]").forEach((form) => {
    const status = form.querySelector("[role=status]");
    const items = [...document.querySelectorAll(form.dataset.filter)];
    const boxes = [...form.querySelectorAll("input[type=radio], input[type=checkbox]")];
    const count = () => {
      const left = items.filter((one) => one.getClientRects().length).length;
      status.textContent = `${left} of ${items.length} ${form.dataset.things} shown`;
    };
    const keep = () => {
      const chosen = new URLSearchParams();
      boxes.filter((one) => one.checked && one.value).forEach((one) => chosen.append(one.name, one.value));
      const query = chosen.toString();
      history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
    };
    const asked = new URLSearchParams(location.search);
    if (boxes.some((one) => asked.has(one.name))) form.closest("details").open = true;
    boxes.forEach((one) => {
      if (asked.has(one.name)) one.checked = asked.getAll(one.name).includes(one.value);
    });
    form.addEventListener("change", () => { count(); keep(); });
    form.addEventListener("reset", () => setTimeout(() => { count(); keep(); }));
    form.addEventListener("submit", (event) => event.preventDefault());
    if (boxes.some((one) => one.checked && one.value)) count();
  });
}

/* Paper shows what is folded away on the screen. */
function setUpPrint() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    opened.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((one) => { one.open = false; }));
}

setUpColours();
setUpCitations();
setUpDepths();
setUpFilters();
setUpPrint();
