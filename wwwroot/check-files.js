// A picture of an e-mail, shown to the person who checks it: it comes from the desk and goes back blacked out.

import { redact } from './redactor.js';

// Returns at once: a person takes longer than a call may last.
export function check(root, id, tell) {
  const open = async () => {
    const answer = await fetch(`/desk/files/${id}/look`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.blob();
  };
  redact(root.querySelector('dialog[data-redactor]'), 1, 1, open)
    .then(seen => seen && tell.invokeMethodAsync('SeenAsync', id, seen.areas, DotNet.createJSStreamReference(seen.file)))
    .catch(() => { }); // the line is away; the file still waits
}
