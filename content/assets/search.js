/* The search page: loads the index beside it, and finds pages by any spelling of their words. */
"use strict";

const LETTERS = {
  ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i",
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", з: "z", и: "i", й: "i", к: "k", л: "l",
  м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", ы: "y", э: "e", і: "i",
  ж: "zh", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "", ь: "", ю: "yu", я: "ya", є: "ye",
};
const AT_ONCE = 8;

/* The same folding as searching.py: lower case, no marks on letters, Cyrillic in Latin letters. */
const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łđøßæœıа-яґіє]/g, (one) => LETTERS[one] ?? one);

const wordsOf = (text) => folded(text).match(/[\p{L}\p{N}]+/gu) ?? [];

let index = null;

function prepared(data) {
  const rows = data.rows.map(([group, path, title, verdict, text]) => ({
    group, path, title, verdict: data.verdicts[verdict] ?? "",
    titleWords: wordsOf(title), words: wordsOf(text),
  }));
  return { ...data, rows };
}

/* A word of the query stands for itself, and for the name that it is another spelling of. */
function alternatives(word) {
  const names = Object.entries(index.spellings)
    .filter(([other]) => other.startsWith(word) && word.length > 2)
    .flatMap(([, held]) => held);
  return [word, ...names];
}

/* Points of one row: every word of the query must begin a word of it. Titles count for more. */
function points(row, query) {
  let sum = 0;
  for (const words of query) {
    let best = 0;
    for (const word of words) {
      if (row.titleWords.includes(word)) best = Math.max(best, 6);
      else if (row.titleWords.some((one) => one.startsWith(word))) best = Math.max(best, 4);
      else if (row.words.includes(word)) best = Math.max(best, 2);
      else if (row.words.some((one) => one.startsWith(word))) best = Math.max(best, 1);
    }
    if (!best) return 0;
    sum += best;
  }
  /* What is named by little else than the query is what was asked for. */
  return sum + (4 * query.length) / Math.max(query.length, row.titleWords.length);
}

function found(text) {
  const query = wordsOf(text).map(alternatives);
  if (!query.length) return [];
  return index.rows
    .map((row) => ({ row, points: points(row, query) }))
    .filter((one) => one.points)
    .sort((one, other) => other.points - one.points || one.row.title.length - other.row.title.length)
    .map((one) => ({ ...one.row, points: one.points }));
}

function made(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

function line(row) {
  const link = made("a", "", row.title);
  link.href = row.path;
  const item = made("li", "result", link);
  const badge = row.verdict && document.querySelector(`#search-verdicts .verdict--${row.verdict}`);
  if (badge) item.append(" ", badge.cloneNode(true));
  return item;
}

function group(name, rows) {
  const heading = made("h2", "", `${name} (${rows.length})`);
  const list = made("ul", "result-list", ...rows.slice(0, AT_ONCE).map(line));
  const part = made("section", "", heading, list);
  if (rows.length > AT_ONCE) {
    const more = made("button", "more", `Show all ${rows.length}`);
    more.type = "button";
    more.addEventListener("click", () => {
      const first = list.children.length;
      list.append(...rows.slice(AT_ONCE).map(line));
      more.remove();
      list.children[first].querySelector("a").focus();
    });
    part.append(more);
  }
  return part;
}

function show(text) {
  const rows = found(text);
  const place = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  const parts = index.groups
    .map((name, number) => [name, rows.filter((row) => row.group === number)])
    .filter(([, held]) => held.length)
    .sort(([, held], [, others]) => others[0].points - held[0].points)
    .map(([name, held]) => group(name, held));
  place.replaceChildren(...parts);
  if (!text.trim()) status.textContent = "Type a word, a name or a place.";
  else if (!rows.length) status.textContent = `Nothing was found for “${text}”. Try fewer words, or the beginning of one.`;
  else status.textContent = `${rows.length} found for “${text}”.`;
}

globalThis.factsSearch = (data) => {
  index = prepared(data);
  const input = document.getElementById("search-words");
  const form = input.form;
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) input.value = asked;
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      show(input.value);
      history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);
    }, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(input.value);
  });
  show(input.value);
  document.getElementById("search-tool").hidden = false;
};

const script = document.createElement("script");
script.src = "search/index.js";
script.addEventListener("error", () => {
  document.getElementById("search-status").textContent = "The index could not be loaded. The lists below lead everywhere.";
});
document.head.append(script);
