// Sends chosen files, each as the plain body of one request. The server tells the page how far it is; here is only what
// a server cannot do: hold the file, send it, stop, send it again.

import { remember } from './places.js';

const kept = new Map(); // upload id -> { file, url, tell, request }

export function attach(root, tell, url) {
  const input = root.querySelector('input[type=file]');
  const take = files => [...files].forEach(file => begin(file, tell, url));
  const stop = new AbortController();
  const on = (target, type, handle) => target.addEventListener(type, handle, { signal: stop.signal });
  on(input, 'change', () => { take(input.files); input.value = ''; });
  on(root, 'dragover', event => { event.preventDefault(); root.classList.add('over'); });
  on(root, 'dragleave', event => { if (!root.contains(event.relatedTarget)) root.classList.remove('over'); });
  on(root, 'drop', event => { event.preventDefault(); root.classList.remove('over'); take(event.dataTransfer.files); });
  return { detach: () => stop.abort() };
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

async function begin(file, tell, url) {
  const id = newId();
  const entry = { file, url, tell };
  kept.set(id, entry);
  let wanted = true;
  try { wanted = await tell.invokeMethodAsync('ChosenAsync', id, file.name, file.size); } catch { /* the line is away, the upload need not wait */ }
  if (wanted) send(id, entry); else kept.delete(id);
}

function send(id, entry) {
  const request = new XMLHttpRequest();
  entry.request = request;
  request.open('POST', `${entry.url}?name=${encodeURIComponent(entry.file.name)}&upload=${id}`);
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
