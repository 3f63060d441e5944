// Puts a placeholder where the cursor stands in the text, so that it can be undone like typing.

export function start(root) {
  const stop = new AbortController();
  root.addEventListener('click', event => {
    const hole = event.target.closest('[data-hole]')?.dataset.hole;
    const body = root.querySelector('[data-body]');
    if (!hole || !body) return;
    body.focus();
    if (document.execCommand('insertText', false, hole)) return;
    body.setRangeText(hole, body.selectionStart, body.selectionEnd, 'end');
    body.dispatchEvent(new Event('input', { bubbles: true }));
  }, { signal: stop.signal });
  return { stop: () => stop.abort() };
}
