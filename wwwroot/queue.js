// Keys of a list of tickets, by place on the keyboard, so in any layout: J and K walk the rows, X picks one, Escape drops
// what is picked. And the way back: the address that Back leads to names the row that was opened.

const typing = element => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
const rowOf = element => element?.closest('tr[data-at]');

export function start(root) {
  const stop = new AbortController();
  const on = (target, type, handle) => target.addEventListener(type, handle, { signal: stop.signal });
  const open = () => document.querySelector('.mud-popover-open, .mud-dialog');

  function stand(row, block) {
    row?.querySelector('a[data-row]')?.focus({ preventScroll: true });
    row?.scrollIntoView({ block });
  }

  on(document, 'keydown', event => {
    if (event.altKey || event.metaKey || event.ctrlKey || typing(event.target) || open()) return;
    if (event.key === 'Escape') {
      root.querySelector('[data-unpick]')?.click();
      return;
    }
    const here = rowOf(document.activeElement);
    if (event.code === 'KeyX' && here) {
      here.querySelector('input[type=checkbox]').click();
      stand(here, 'nearest');
      event.preventDefault();
    }
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (!step) return;
    const rows = [...root.querySelectorAll('tr[data-at]')];
    if (rows.length === 0) return;
    const at = rows.indexOf(here);
    stand(rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))], 'nearest');
    event.preventDefault();
  });

  on(root, 'click', event => {
    const row = event.target.closest('a[data-row]') && rowOf(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = new URL(location.href);
    address.searchParams.set('at', row.dataset.at);
    history.replaceState(history.state, '', address);
  });

  return {
    stop: () => stop.abort(),
    goTo: number => stand(root.querySelector(`tr[data-at="${CSS.escape(number)}"]`), 'center'),
  };
}
