// The only script of a public page, and a page does without it: it lets a person attach pictures, blacked out first.

import { prepare } from './redactor.js';

for (const field of document.querySelectorAll('[data-pictures]')) {
  const input = field.querySelector('input[type=file]');
  const redacted = field.querySelector('input[name=redacted]');
  const ready = field.querySelector('[data-ready]');
  input.accept += ',image/*,application/pdf,.pdf';

  const take = async file => {
    // Until the dialog has answered there is nothing that the form could send.
    input.value = redacted.value = '';
    ready.hidden = true;
    for await (const one of prepare([file], field)) {
      const files = new DataTransfer();
      files.items.add(one.file);
      input.files = files.files;
      redacted.value = one.redacted ? '1' : '';
      ready.hidden = !one.redacted;
    }
    input.focus();
  };

  const chosen = () => {
    if (input.files.length > 0) take(input.files[0]);
    else { redacted.value = ''; ready.hidden = true; }
  };

  input.addEventListener('change', chosen);
  chosen(); // somebody was faster than this script, or the browser remembers a choice of before
  document.addEventListener('paste', event => {
    const [file] = event.clipboardData.files;
    if (!file || document.querySelector('dialog[open]') || (event.target.closest?.('input, textarea') && event.clipboardData.getData('text/plain'))) return;
    event.preventDefault();
    take(file);
  });
}
