/* The search page: loads the index when a reader starts a search, and finds pages by any spelling of their words. */
"use strict";

const LETTERS = {
  ł: "l", đ: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", ı: "i",
  а: "a", б: "b", в: "v", г: "g", ґ: "g", д: "d", е: "e", з: "z", и: "i", й: "i", к: "k", л: "l",
  м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", ы: "y", э: "e", і: "i",
  ж: "zh", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ъ: "", ь: "", ю: "yu", я: "ya", є: "ye",
};
const AT_ONCE = 8;
const MORE = 50;
/* The messages of the page, with {names} as placeholders for values. */
const messages = document.getElementById("search-results").dataset;
const say = (message, values) => message.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
/* At most this many words in a title count, as in an index in parts. */
const LONGEST = 35;
const UNASKED = messages.empty;
const UNLOADED = messages.unloaded;

/* The same folding as in search/entries.py: lower case, no marks on letters, Cyrillic in Latin letters. */
const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[łđøßæœıа-яґіє]/g, (one) => LETTERS[one] ?? one);

/* In scripts without spaces, each pair of neighbouring letters is a word, as in search/entries.py. */
const UNSPACED = /([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}]+)/u;

function pieces(word) {
  return word.split(UNSPACED).flatMap((piece, number) => {
    const letters = [...piece];
    if (number % 2 && letters.length > 1) return letters.slice(1).map((letter, before) => letters[before] + letter);
    return piece ? [piece] : [];
  });
}

const wordsOf = (text) => (folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(pieces);

let index = null;

/* The promise for each requested part, and the function that resolves each open promise, by the part's name. */
const parts = new Map();
const waiting = new Map();

globalThis.factsPart = ([name, data]) => {
  waiting.get(name)?.(data);
  waiting.delete(name);
};

function part(name) {
  if (!parts.has(name)) {
    parts.set(name, new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = `search/${index.folder}/${name}.js`;
      /* If a server answers with a different page, the script may load without providing data. */
      for (const kind of ["load", "error"]) {
        script.addEventListener(kind, () => {
          if (!waiting.delete(name)) return;
          parts.delete(name);
          reject(new Error(name));
        });
      }
      document.head.append(script);
    }));
  }
  return parts.get(name);
}

/* Returns a word of the query, and the names for which the word is a different spelling. */
function alternatives(word) {
  const names = Object.entries(index.spellings)
    .filter(([other]) => other.startsWith(word) && (word.length > 2 || (word.length === 2 && UNSPACED.test(word))))
    .flatMap(([, held]) => held);
  return [word, ...names];
}

/* Returns the score of an entry's word that begins with a word of the query. */
const worth = (word, asked, inTitle) => (word === asked ? 2 : 1) + (inTitle ? (word === asked ? 4 : 3) : 0);

/* An index in a single file, with the words of each entry's title and text. */
function whole(rows) {
  const held = rows.map(([group, path, title, verdict, text, finding]) => ({
    group, shown: [path, title, verdict, finding], words: [[wordsOf(title), true], [wordsOf(text), false]],
  }));
  return {
    size: (number) => Math.min(LONGEST, held[number].words[0][0].length),
    group: (number) => held[number].group,
    async matches(asked) {
      const found = new Map();
      held.forEach(({ words }, number) => {
        for (const [list, inTitle] of words) for (const word of list) {
          if (word.startsWith(asked)) found.set(number, Math.max(found.get(number) ?? 0, worth(word, asked, inTitle)));
        }
      });
      return found;
    },
    shown: async (number) => held[number].shown,
  };
}

/* An index in parts. Words with the same first letters are in the same part, as are neighbouring entries. */
function inParts(data) {
  const known = new Set(data.parts);
  return {
    size: (number) => parseInt(data.lengths[number], 36),
    group: (number) => Number(data.groupOf[number]),
    async matches(asked) {
      const found = new Map();
      const name = [...asked].slice(0, data.alike).map((one) => one.codePointAt(0).toString(16)).join("-");
      if (!known.has(name)) return found;
      for (const [word, places] of Object.entries(await part(name))) {
        if (!word.startsWith(asked)) continue;
        places.forEach((steps, where) => {
          let number = 0;
          for (const step of steps) {
            number += step;
            found.set(number, Math.max(found.get(number) ?? 0, worth(word, asked, where === 0)));
          }
        });
      }
      return found;
    },
    shown: async (number) => (await part(`rows-${Math.floor(number / data.atOnce)}`))[number % data.atOnce],
  };
}

/* Returns the entries in which every word of the query begins a word, best first. Words in titles count more. */
async function found(text) {
  const query = wordsOf(text).map(alternatives);
  if (!query.length) return [];
  const each = await Promise.all(query.map(async (words) => {
    const best = new Map();
    for (const matches of await Promise.all(words.map(index.matches))) {
      for (const [number, points] of matches) best.set(number, Math.max(best.get(number) ?? 0, points));
    }
    return best;
  }));
  return [...each[0].keys()]
    .filter((number) => each.every((one) => one.has(number)))
    .map((number) => {
      const sum = each.reduce((points, one) => points + one.get(number), 0);
      const size = index.size(number);
      /* A title with few words besides the query is probably the page that the reader wants. */
      return { number, size, group: index.group(number), points: sum + (4 * query.length) / Math.max(query.length, size) };
    })
    .sort((one, other) => other.points - one.points || one.size - other.size || one.number - other.number);
}

function made(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

async function line({ number }) {
  const [path, title, verdict, finding] = await index.shown(number);
  const link = made("a", "", title);
  link.href = path;
  const item = made("li", "result", link);
  const word = index.verdicts[verdict];
  const badge = word && document.querySelector(`#search-verdicts .verdict--${word}`);
  if (badge) {
    /* A verdict never appears without its finding. */
    item.classList.add("claim-row");
    link.className = "claim-row__claim";
    item.append(" ", made("span", "claim-row__finding", badge.cloneNode(true), " ", finding ?? ""));
  }
  return item;
}

const lines = (rows) => Promise.all(rows.map(line));

/* `number` is the group's position in the list of groups. Claims are the first group. */
async function group(number, rows) {
  const heading = made("h2", "", `${messages.groups.split("|")[number]} (${rows.length})`);
  const list = made("ul", number === 0 ? "result-list claim-list" : "result-list", ...(await lines(rows.slice(0, AT_ONCE))));
  const section = made("section", "results", heading, list);
  if (rows.length > AT_ONCE) {
    const more = made("button", "more");
    const label = () => {
      const left = rows.length - list.children.length;
      more.textContent = left > MORE ? say(messages.more, { number: MORE, all: rows.length }) : say(messages.all, { all: rows.length });
    };
    label();
    more.type = "button";
    more.addEventListener("click", async () => {
      const first = list.children.length;
      const status = document.getElementById("search-status");
      /* A part can load slowly. A second press meanwhile would list the same results again. */
      more.disabled = true;
      try {
        list.append(...(await lines(rows.slice(first, first + MORE))));
        list.children[first].querySelector("a").focus();
        if (status.textContent === UNLOADED) status.textContent = "";
      } catch {
        if (section.isConnected) status.textContent = UNLOADED;
      }
      more.disabled = false;
      if (list.children.length < rows.length) label();
      else more.remove();
    });
    section.append(more);
  }
  return section;
}

/* The number of the latest query. Results for earlier queries are not shown. */
let asked = 0;

const isLast = (number) => number === index.groups.length - 1;

async function show(text) {
  const mine = (asked += 1);
  const place = document.getElementById("search-results");
  const status = document.getElementById("search-status");
  try {
    const rows = await found(text);
    const sections = await Promise.all(index.groups
      .map((_, number) => [number, rows.filter((row) => row.group === number)])
      .filter(([, held]) => held.length)
      /* Claims are listed before the sources quoted for them, which are the last group. */
      .sort(([number, held], [other, others]) => isLast(number) - isLast(other) || others[0].points - held[0].points)
      .map(([number, held]) => group(number, held)));
    if (mine !== asked) return;
    place.replaceChildren(...sections);
    if (!text.trim()) status.textContent = UNASKED;
    else if (!rows.length && wordsOf(text).some((one) => one.length < (index.alike ?? 0))) status.textContent = say(messages.letters, { number: index.alike });
    else if (!rows.length) status.textContent = say(messages.nothing, { text });
    else status.textContent = say(messages.results, { number: rows.length, text });
  } catch {
    if (mine === asked) status.textContent = UNLOADED;
  }
}

const input = document.getElementById("search-words");

globalThis.factsSearch = (data) => {
  index = { ...data, ...(data.rows ? whole(data.rows) : inParts(data)) };
  show(input.value);
};

function setUp() {
  const form = input.form;
  const given = new URLSearchParams(location.search).get("q");
  /* The search field in the header shows the same query. */
  if (given) for (const one of document.getElementsByName("q")) one.value = given;
  let pause = 0;
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      ask();
      history.replaceState(null, "", `?${new URLSearchParams({ q: input.value })}`);
    }, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.hidden = false;
  if (given) load();
  else document.getElementById("search-status").textContent = UNASKED;
}

/* The index is as large as the rest of the page, so it loads only when the reader starts a search. */
let isLoading = false;

function load() {
  if (isLoading || index) return;
  isLoading = true;
  const script = document.createElement("script");
  script.src = "search/index.js";
  for (const kind of ["load", "error"]) {
    script.addEventListener(kind, () => {
      isLoading = false;
      if (!index) document.getElementById("search-status").textContent = UNLOADED;
    });
  }
  document.head.append(script);
}

/* If the index has not loaded yet, `factsSearch` answers the query afterwards. */
const ask = () => (index ? show(input.value) : load());

setUp();
