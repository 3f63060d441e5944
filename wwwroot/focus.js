// Where the keyboard stands when something comes or goes. It is moved here, in the moment in which the thing is drawn: asked by the
// server, the focus would come a round trip later, when somebody may type already, and the letters would fall on what took it.

const added = changes => changes.flatMap(change => [...change.addedNodes]).filter(node => node.nodeType === 1);
const removed = changes => changes.flatMap(change => [...change.removedNodes]).filter(node => node.nodeType === 1);
const within = (nodes, selector) => nodes.map(node => node.matches(selector) ? node : node.querySelector(selector)).filter(Boolean);
const hasNothing = () => [document.body, null].includes(document.activeElement);

// Something that asks for the focus when it comes.
const seekFocus = changes => within(added(changes), '[data-focus]').findLast(element => element.isConnected)?.focus();

// Where a link into a page leads: a field stands for what it lies in.
function placeOf(hash) {
  const place = hash.length > 1 ? document.getElementById(hash.slice(1)) : null;
  return place?.matches('main') ? place : place?.querySelector('input, textarea, button') ?? place;
}

function goTo(element) {
  if (element.tabIndex < 0 && !element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

// The heading of a new page, or what its address names, unless somebody has gone on before it came.
let page; // the page that was drawn last
let from = null; // what had the focus when it came; null when its heading has been met
let heading = null;
let isUntouched = true; // nobody has done anything on it
for (const type of ['keydown', 'pointerdown']) addEventListener(type, () => { isUntouched = false; }, true);
function meetPage() {
  const drawn = document.querySelector('[data-page]')?.dataset.page;
  if (drawn !== page) [page, from, isUntouched] = [drawn, document.activeElement ?? document.body, true];
  // What is drawn until the data come has a heading of its own.
  else if (!from && isUntouched && heading?.isConnected === false && hasNothing()) from = document.body;
  const next = from && document.querySelector('main h1');
  if (!next || next === heading) return;
  const mayMove = hasNothing() || (document.activeElement === from && !from.closest('main, .mud-dialog-container'));
  [from, heading] = [null, next];
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
  if (mayMove) goTo(placeOf(location.hash) ?? next);
}

// Whoever opened a dialog stands there again when it has gone, unless its answer led elsewhere; and so does whoever pressed
// something on a notice, which goes with that.
const lending = '.mud-dialog-container, .mud-snackbar';
let opener = null;
let pressed = null;
document.addEventListener('focusin', ({ target }) => {
  pressed = target.closest('.mud-snackbar');
  if (!target.closest(`${lending}, .mud-popover`)) opener = target;
});
function goBack(changes) {
  const gone = within(removed(changes), lending);
  if (!gone.some(node => node === pressed || node.matches('.mud-dialog-container')) || !hasNothing()) return;
  const back = opener?.isConnected ? opener : document.querySelector('main h1[tabindex]');
  back?.focus({ preventScroll: true });
}

// A link into the page takes the keyboard along; the router only scrolls there.
document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href*="#"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.pathname !== location.pathname || link.search !== location.search) return;
  const place = placeOf(link.hash);
  if (place) goTo(place);
});

// The way past the menu, and the one to load the page anew, lead to the page that is shown, not to the one that was opened first.
function leadHere() {
  for (const link of document.querySelectorAll('[data-here]')) {
    const here = location.pathname + location.search + link.dataset.here;
    if (link.getAttribute('href') !== here) link.setAttribute('href', here);
  }
}

new MutationObserver(changes => {
  leadHere();
  seekFocus(changes);
  meetPage();
  goBack(changes);
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ['data-page'] });

// A form that was refused leads to its first wrong field, unless the hand is elsewhere by then; and one that is sent again with
// that field as it was leads there at once.
const changed = new WeakSet(); // wrong fields that were typed in since they turned wrong
let sent = null;
document.addEventListener('input', ({ target, isTrusted }) => { if (isTrusted) changed.add(target); });
document.addEventListener('submit', ({ target }) => {
  const wrong = target.querySelector('[aria-invalid=true]');
  if (wrong && !changed.has(wrong)) wrong.focus();
  sent = { form: target, from: document.activeElement };
}, true);
new MutationObserver(changes => {
  for (const { target } of changes) if (target.getAttribute('aria-invalid') === 'true') changed.delete(target);
  if (!sent?.form.isConnected || ![sent.from, document.body].includes(document.activeElement)) return;
  const wrong = sent.form.querySelector('[aria-invalid=true]');
  if (!wrong) return;
  sent = null;
  wrong.focus();
}).observe(document.body, { subtree: true, attributeFilter: ['aria-invalid'] });
