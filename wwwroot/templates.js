// Puts a placeholder where the cursor stands in the text, so that it can be undone like typing. Listens from the first
// moment of the page: a component's own script comes a round trip after its buttons, and a press in between would be lost.

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-hole]');
  const body = button?.closest('form')?.querySelector('[data-body]');
  if (!body) return;
  body.focus();
  if (document.execCommand('insertText', false, button.dataset.hole)) return;
  body.setRangeText(button.dataset.hole, body.selectionStart, body.selectionEnd, 'end');
  body.dispatchEvent(new Event('input', { bubbles: true }));
});
