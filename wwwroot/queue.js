// Keys of a list, by place on the keyboard, so in any layout: J and K walk the rows, X picks one, Escape drops
// what is picked. And the way back: the address that Back leads to names the row that was opened.

const typing = element => element.closest('input:not([type=checkbox]), textarea, select, [contenteditable]');
// A row is the link that opens it; in a table, all that stands around the link.
const linkOf = element => element?.closest('a[data-row]') ?? element?.closest('tr[data-at]')?.querySelector('a[data-row]');
const rowOf = link => link.closest('tr[data-at]') ?? link;

export function start(root) {
  const stop = new AbortController();
  const on = (target, type, handle) => target.addEventListener(type, handle, { signal: stop.signal });
  const open = () => document.querySelector('.mud-popover-open, .mud-dialog');

  function stand(link, block) {
    if (!link) return;
    link.focus({ preventScroll: true });
    rowOf(link).scrollIntoView({ block });
  }

  on(document, 'keydown', event => {
    if (event.altKey || event.metaKey || event.ctrlKey || typing(event.target) || open()) return;
    if (event.key === 'Escape') {
      root.querySelector('[data-unpick]')?.click();
      return;
    }
    const here = linkOf(document.activeElement);
    const pick = here && rowOf(here).querySelector('input[type=checkbox]');
    if (event.code === 'KeyX' && pick) {
      pick.click();
      stand(here, 'nearest');
      event.preventDefault();
    }
    const step = { KeyJ: 1, KeyK: -1 }[event.code];
    if (!step) return;
    const rows = [...root.querySelectorAll('a[data-row]')];
    if (rows.length === 0) return;
    const at = rows.indexOf(here);
    stand(rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + step))], 'nearest');
    event.preventDefault();
  });

  on(root, 'click', event => {
    const row = event.target.closest('a[data-row]')?.closest('tr[data-at]');
    if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const address = new URL(location.href);
    address.searchParams.set('at', row.dataset.at);
    history.replaceState(history.state, '', address);
  });

  // The bar of the picked rows goes with what was done to them, and takes the keyboard along: the row has it back, or the
  // answer that is asked for.
  let row = null;
  let lent = false;
  on(document, 'focusin', event => {
    const link = root.contains(event.target) ? linkOf(event.target) : null;
    row = link ?? row;
    lent = !link && (event.target.closest('.bulk') !== null || (lent && event.target.closest('.mud-popover') !== null));
  });
  const bar = new MutationObserver(() => {
    if (!lent || document.activeElement !== document.body) return;
    (root.querySelector('.bulk .ask ~ button') ?? (row?.isConnected ? row : null))?.focus({ preventScroll: true });
  });
  bar.observe(document.body, { childList: true, subtree: true });

  return {
    stop: () => { stop.abort(); bar.disconnect(); },
    goTo: number => stand(root.querySelector(`tr[data-at="${CSS.escape(number)}"] a[data-row]`), 'center'),
  };
}
