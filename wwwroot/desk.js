// What the desk needs of the browser beyond the framework: the connection bar, the copy of what is typed, one shortcut,
// closing of menus.

import './connection.js';
import './typed.js';

const typing = element => element.closest('input, textarea, select, [contenteditable]');

document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
    const find = document.getElementById('find');
    if (find) { event.preventDefault(); find.focus(); }
  }
  if (event.key === 'Escape') document.querySelectorAll('details.me[open]').forEach(menu => { menu.open = false; });
});

document.addEventListener('click', event => {
  document.querySelectorAll('details.me[open]').forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
});
