// Keeps in this browser what was typed and is not on the server yet, so that neither a lost line nor a crash loses it.
// A field takes part by data-keep, a name of its own; the server says with data-stored (a sum over the text that it has)
// and data-stored-at (when it took it) how far it is. A copy goes when the server has the text, when its person signs out,
// and after a week. What could be a card number is starred in it: who gets such a text back is shown the place before it is
// sent. A form that is sent carries what its fields show, not what the server had of them, and so do the fields of a form that
// keep no copy.

const prefix = 'sd.typed.';
const { person, now, starredText } = document.body.dataset;
const week = 7 * 24 * 3600 * 1000;
const grace = 5000; // a text on its way to the server is stored a little later than it was typed
const patience = 5000; // within it the server has a text, or the text was lost on its way
const known = new WeakMap(); // field -> the name under which it was looked at
const timers = new WeakMap(); // field -> when its text is offered again
const touched = new Set(); // fields without a copy that were typed in since something was pressed last
const bar = document.getElementById('components-reconnect-modal');
let cameBack = -patience; // when the state of the line changed last

// The server's clock as this browser sees it: the page was written when its first byte came.
const [visit] = performance.getEntriesByType('navigation');
const ahead = performance.timeOrigin + (visit?.responseStart ?? 0) - Number(now);
const clock = () => Date.now() - ahead;

// Digits with single separators, or groups of four that stand further apart.
const unseen = '\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF';
const cards = new RegExp(`\\d(?:[ \\u00A0\\u2009\\u202F.+\\-${unseen}]?\\d){12,}|\\d{4}(?:[\\s.,;|_/\\-${unseen}]{1,4}\\d{4}){3}`, 'g');
const starred = text => text.replace(cards, run => run.replace(/\d/g, '*'));

// FNV-1a, as the server counts it; both ends of a line are one to it.
function sum(text) {
  let hash = 0x811c9dc5;
  const one = text.replaceAll('\r', '');
  for (let i = 0; i < one.length; i++) hash = Math.imul(hash ^ one.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

const key = field => `${prefix}${person}.${field.dataset.keep}`;
const hasAll = field => field.dataset.stored === sum(field.value);

function write(field) {
  try {
    const text = starred(field.value);
    localStorage.setItem(key(field), JSON.stringify({ text, at: clock(), hidden: text !== field.value }));
  } catch { /* full, or forbidden: the server's draft remains */ }
}

function read(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

function drop(name) {
  try { localStorage.removeItem(name); } catch { /* nothing was kept then */ }
}

function mine() {
  try { return Object.keys(localStorage).filter(name => name.startsWith(prefix)); } catch { return []; }
}

// Nothing says that a word was lost on its way. What the server does not confirm is offered to it again, less and less often.
function expect(field, wait = patience) {
  clearTimeout(timers.get(field));
  if (wait > 16 * patience) return;
  timers.set(field, setTimeout(() => {
    if (!field.isConnected || hasAll(field)) return;
    // A page that has just come back still shows the fields of the desk that is gone, and the new one does not know them.
    if (bar && (!['hide', undefined].includes(bar.dataset.state) || performance.now() - cameBack < patience)) return expect(field, wait);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    expect(field, 2 * wait);
  }, wait));
}

// A field that has just come: if the copy is newer than what the server has, the text goes on from it.
function meet(field) {
  if (known.get(field) === field.dataset.keep) {
    if (hasAll(field)) drop(key(field));
    return;
  }
  known.set(field, field.dataset.keep);
  const copy = read(key(field));
  if (!copy) return;
  const newer = copy.at + grace >= Number(field.dataset.storedAt ?? 0);
  if (!newer || copy.text === starred(field.value)) return drop(key(field));
  field.value = copy.text;
  if (copy.hidden) field.setCustomValidity(starredText);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

// Words that are on their way, or were lost on it, travel before the press that sends them.
function offerAll() {
  for (const field of document.querySelectorAll('[data-keep]')) {
    if (known.has(field) && !hasAll(field)) field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  for (const field of touched) {
    if (!field.isConnected) continue;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // To the server whoever types is within the field, and it would not show there what it makes of the text.
    if (field !== document.activeElement) field.dispatchEvent(new FocusEvent('blur'));
  }
  touched.clear();
}

// A list that opens while one types asks with every word: it would ask, and open, once more.
const isPlain = field => field.matches('form :is(input, textarea):not([type=file], [type=checkbox], [type=radio], [type=search], [role=combobox])');

// The browser says what is wrong with the field and shows it; the first touch behind that means that the person has looked.
function showStars(field) {
  if (!field.validity.customError) return;
  const at = field.value.search(/\*{13,}|\*[* \u00A0\u202F.\-]{12,}/);
  if (at >= 0) field.setSelectionRange(at, at + field.value.slice(at).match(/^[* \u00A0\u202F.\-]+/)[0].length);
  const looked = new AbortController();
  const done = ({ isTrusted }) => {
    if (!isTrusted) return;
    field.setCustomValidity('');
    looked.abort();
  };
  for (const type of ['keydown', 'pointerdown', 'input', 'blur']) field.addEventListener(type, done, { signal: looked.signal });
}

if (person) {
  for (const name of mine()) {
    if (!(read(name)?.at > clock() - week)) drop(name);
  }

  document.addEventListener('input', ({ target, isTrusted }) => {
    if (!target.dataset?.keep) {
      if (isTrusted && isPlain(target)) touched.add(target);
      return;
    }
    known.set(target, target.dataset.keep);
    if (hasAll(target)) return drop(key(target));
    write(target);
    expect(target);
  });

  window.addEventListener('submit', offerAll, true);
  window.addEventListener('click', ({ target }) => { if (target.closest?.('button')) offerAll(); }, true);
  document.addEventListener('invalid', ({ target }) => { if (target.dataset?.keep) showStars(target); }, true);

  document.addEventListener('submit', ({ target }) => {
    if (new URL(target.action).pathname === '/sign-out') mine().filter(name => name.startsWith(`${prefix}${person}.`)).forEach(drop);
  });

  if (bar) new MutationObserver(() => { cameBack = performance.now(); }).observe(bar, { attributeFilter: ['data-state'] });
  new MutationObserver(changes => {
    for (const { target, addedNodes } of changes) {
      if (target.dataset?.keep) meet(target);
      for (const node of addedNodes) {
        if (node.dataset?.keep) meet(node);
        node.querySelectorAll?.('[data-keep]').forEach(meet);
      }
    }
  }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-keep', 'data-stored', 'data-stored-at'] });
}
