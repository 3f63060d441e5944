// Keys of a ticket's page: Ctrl+Enter sends the reply, arrows change the tab, M moves an e-mail, Escape gives up a field that
// was opened in place; where the focus goes when such a field comes and goes; and copying of the numbers.

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
    if (event.key === 'Escape' && !event.defaultPrevented) event.target.closest('[data-edit]')?.querySelector('[data-cancel]')?.click();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step && event.target.matches('[role=tab]')) {
      const tabs = [...root.querySelectorAll('[role=tab]')];
      const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    }
  });

  on(root, 'click', async event => {
    // Inside the tap, else a phone brings no keyboard.
    const unfold = event.target.closest('[data-unfold]');
    if (unfold) {
      unfold.form.classList.remove('is-folded');
      unfold.form.querySelector('textarea').focus();
    }
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    await copy(button.dataset.copy);
    button.classList.add('is-ok');
    setTimeout(() => button.classList.remove('is-ok'), 1500);
  });

  const fields = followFields(root);
  return { stop: () => { stop.abort(); fields.disconnect(); } };
}

// A field that opens in place takes the focus; when it goes, the pencil has it back, unless somebody is elsewhere already.
function followFields(root) {
  const editors = node => node.nodeType !== 1 ? [] : node.matches('[data-edit]') ? [node] : [...node.querySelectorAll('[data-edit]')];
  // A menu that opened the field hands the focus back to its own button, a moment later than the field came.
  const moment = 1000;
  let opened = null;
  const enter = editor => {
    const field = editor.querySelector('input:not([type=hidden]), textarea, [role=combobox], button');
    field?.focus();
    if (field?.matches('input')) field.select();
  };
  root.addEventListener('focusin', event => {
    if (!opened?.editor.isConnected || performance.now() - opened.at > moment || opened.editor.contains(event.target)) return;
    const { editor } = opened;
    opened = null;
    if (event.target.closest(`[data-pencil="${editor.dataset.edit}"], .add`)) enter(editor);
  });
  const observer = new MutationObserver(changes => {
    const came = changes.flatMap(change => [...change.addedNodes]).flatMap(editors).at(-1);
    const went = changes.flatMap(change => [...change.removedNodes]).flatMap(editors).at(-1);
    if (came?.isConnected) {
      opened = { editor: came, at: performance.now() };
      enter(came);
    } else if (went && (document.activeElement === document.body || !document.activeElement)) {
      const pencil = root.querySelector(`[data-pencil="${went.dataset.edit}"]`);
      (pencil?.matches('button') ? pencil : pencil?.querySelector('button') ?? root.querySelector('.add button'))?.focus();
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  return observer;
}

export async function copy(text) {
  await navigator.clipboard?.writeText(text);
}

// After the page has drawn what was added for the paper.
export function print() {
  requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
}
