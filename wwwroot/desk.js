// What the desk needs of the browser beyond the framework: the connection bar, the copy of what is typed, placeholders
// at the cursor, where the keyboard stands, the shortcuts of the palette.

import './connection.js';
import './focus.js';
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
