// What the desk needs of the browser beyond the framework: the connection bar, one shortcut, closing of menus.

const bar = document.getElementById('components-reconnect-modal');
if (bar) {
  // A restarted server does not know this circuit any more. Drafts are on the server, so a fresh page loses nothing.
  new MutationObserver(() => {
    if (bar.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(bar, { attributes: true, attributeFilter: ['class'] });
}

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
