// Keys of a ticket's page: Ctrl+Enter sends the reply, arrows change the tab, M moves an e-mail; and copying of the numbers.

const typing = element => element.closest('input, textarea, select, [contenteditable]');

export function start(root) {
  const stop = new AbortController();
  const on = (target, type, handle) => target.addEventListener(type, handle, { signal: stop.signal });

  on(document, 'keydown', event => {
    if (event.altKey || event.metaKey || event.ctrlKey || typing(event.target)) return;
    if (event.code === 'KeyM') {
      const message = event.target.closest('.msg') ?? [...root.querySelectorAll('.msg:has([data-move])')].at(-1);
      message?.querySelector('[data-move]')?.click();
    }
  });

  on(root, 'keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea')) {
      event.preventDefault();
      event.target.form?.requestSubmit();
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && event.target.matches('[role=tab]')) {
      const tabs = [...root.querySelectorAll('[role=tab]')];
      const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    }
  });

  on(root, 'click', async event => {
    const button = event.target.closest('[data-copy]');
    if (!button || !navigator.clipboard) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add('is-ok');
    setTimeout(() => button.classList.remove('is-ok'), 1500);
  });

  return { stop: () => stop.abort() };
}
