// What the desk needs of the browser beyond the framework: the connection bar, the copy of what is typed, placeholders
// at the cursor, the shortcuts of the palette, the way back out of a dialog.

import './connection.js';
import './templates.js';
import './typed.js';

const typing = element => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');

document.addEventListener('keydown', event => {
  const asked = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === 'KeyK';
  const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
  if ((asked || slash) && !document.querySelector('.mud-dialog')) {
    const open = [...document.querySelectorAll('[data-palette]')].find(button => button.checkVisibility());
    if (open) { event.preventDefault(); open.click(); }
  }
  // The arrows choose from the list; in a field of one line they would only jump to its ends.
  if (['ArrowUp', 'ArrowDown'].includes(event.key) && event.target.matches?.('[data-palette-field]')) event.preventDefault();
  // A control that went away, or is disabled while it works, took the keyboard along: the open dialog hears Escape all the same.
  if (event.key === 'Escape' && event.target === document.body) {
    [...document.querySelectorAll('.mud-dialog')].at(-1)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }));
  }
});

// Whoever opened a dialog stands there again when it has gone, unless its answer led elsewhere; and so does whoever pressed
// something on a notice, which goes with that.
const lending = '.mud-dialog-container, .mud-snackbar';
let opener = null;
let pressed = null;
document.addEventListener('focusin', ({ target }) => {
  pressed = target.closest('.mud-snackbar');
  if (!target.closest(`${lending}, .mud-popover`)) opener = target;
});
new MutationObserver(changes => {
  const gone = changes.flatMap(change => [...change.removedNodes]).filter(node => node.nodeType === 1)
    .map(node => node.matches(lending) ? node : node.querySelector(lending)).filter(Boolean);
  if (!gone.some(node => node === pressed || node.matches('.mud-dialog-container')) || document.activeElement !== document.body) return;
  const back = opener?.isConnected ? opener : document.querySelector('main h1[tabindex]');
  back?.focus({ preventScroll: true });
}).observe(document.body, { childList: true, subtree: true });

// A form that was refused leads to its first wrong field, unless the hand is elsewhere by then.
let sent = null;
document.addEventListener('submit', ({ target }) => { sent = { form: target, from: document.activeElement }; }, true);
new MutationObserver(() => {
  if (!sent?.form.isConnected || ![sent.from, document.body].includes(document.activeElement)) return;
  const wrong = sent.form.querySelector('[aria-invalid=true]');
  if (!wrong) return;
  sent = null;
  wrong.focus();
}).observe(document.body, { subtree: true, attributeFilter: ['aria-invalid'] });
