// What the desk needs of the browser beyond the framework: the connection bar, the copy of what is typed, placeholders
// at the cursor, one shortcut, closing of menus.

import './connection.js';
import './templates.js';
import './typed.js';

const typing = element => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');

document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const find = document.getElementById('find') ?? document.querySelector('.find-here');
    if (find) { event.preventDefault(); if (find.matches('button')) find.click(); else find.focus(); }
  }
  // A control that went away, or is disabled while it works, took the keyboard along: the open dialog hears Escape all the same.
  if (event.key === 'Escape' && event.target === document.body) {
    [...document.querySelectorAll('.mud-dialog')].at(-1)?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }));
  }
  if (event.key === 'Escape') document.querySelectorAll('details.me[open]').forEach(menu => { menu.open = false; });
});

document.addEventListener('click', event => {
  document.querySelectorAll('details.me[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
});
