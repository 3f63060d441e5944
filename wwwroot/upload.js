// Sends chosen files, each as the plain body of one request. The server tells the page how far it is; here is only what
// a server cannot do: hold the file, send it, stop, send it again. Pictures pass the redactor first.

import { remember } from './places.js';
import { prepare } from './redactor.js';

const kept = new Map(); // upload id -> { file, redacted, url, tell, request }
const boxes = new Set();

// Files that are chosen, dropped on the box, or pasted.
function listen(root, take) {
  const input = root.querySelector('input[type=file]');
  const stop = new AbortController();
  const on = (target, type, handle) => target.addEventListener(type, handle, { signal: stop.signal });
  const begin = async files => { for await (const ready of prepare(files, root)) take(ready); };
  const chosen = () => { const files = [...input.files]; input.value = ''; begin(files); };
  on(input, 'change', chosen);
  // With one box on the page a file may be dropped and a picture pasted anywhere: missing the box would open the file instead.
  const alone = () => boxes.size === 1 && !document.querySelector('dialog[open]');
  const dropped = event => event.dataTransfer?.types.includes('Files') && (root.contains(event.target) || alone());
  on(document, 'dragover', event => { if (dropped(event)) { event.preventDefault(); root.classList.add('over'); } });
  on(document, 'dragleave', event => { if (event.relatedTarget === null || !dropped(event)) root.classList.remove('over'); });
  on(document, 'drop', event => {
    root.classList.remove('over');
    if (!dropped(event)) return;
    event.preventDefault();
    begin([...event.dataTransfer.files]);
  });
  // Text that is pasted into a field stays there.
  on(document, 'paste', event => {
    const files = [...event.clipboardData.files];
    const ours = root.contains(event.target) || alone();
    if (files.length === 0 || !ours || (event.target.closest?.('input, textarea') && event.clipboardData.getData('text/plain'))) return;
    event.preventDefault();
    begin(files);
  });
  boxes.add(root);
  if (input.files.length > 0) chosen(); // somebody was faster than this script
  return { stop: () => { boxes.delete(root); stop.abort(); } };
}

export function attach(root, tell, url) {
  return listen(root, ready => begin(ready, tell, url));
}

export function cancel(id) {
  kept.get(id)?.request?.abort();
  kept.delete(id);
}

export function retry(id) {
  const entry = kept.get(id);
  if (!entry) return false;
  send(id, entry);
  return true;
}

// crypto.randomUUID is missing on plain http.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function begin({ file, redacted }, tell, url) {
  const id = newId();
  const entry = { file, redacted, url, tell };
  kept.set(id, entry);
  let wanted = true;
  try { wanted = await tell.invokeMethodAsync('ChosenAsync', id, file.name, file.size); } catch { /* the line is away, the upload need not wait */ }
  if (wanted) send(id, entry); else kept.delete(id);
}

function send(id, entry) {
  const request = new XMLHttpRequest();
  entry.request = request;
  request.open('POST', `${entry.url}?upload=${id}${entry.redacted ? '&redacted=1' : ''}`);
  // Not in the address, which ends up in logs: a name may hold a card number.
  request.setRequestHeader('X-File-Name', encodeURIComponent(entry.file.name));
  request.setRequestHeader('Content-Type', entry.file.type || 'application/octet-stream');
  const end = status => {
    if (kept.get(id) !== entry) return;
    if (status === 200) {
      kept.delete(id);
      remember(JSON.parse(request.responseText).id, entry.file);
    }
    entry.tell.invokeMethodAsync('EndedAsync', id, status).catch(() => { });
  };
  request.onload = () => end(request.status);
  request.onerror = () => end(0);
  request.send(entry.file);
}
