// Posts a form that must not be bound to the page, and shows the answer, a piece of HTML, beside it.

/** Files travel as parts and show how far they are; what belongs into the address is marked with data-query. */
function send(form, signal) {
  const [data, address, progress] = [new FormData(form), new URL(form.action), form.querySelector('progress')];
  for (const field of form.querySelectorAll('[data-query]')) {
    address.searchParams.set(field.name, field.value);
    data.delete(field.name);
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.upload.onprogress = event => {
      if (!progress || !event.lengthComputable) return;
      progress.hidden = false;
      progress.value = event.loaded / event.total;
    };
    request.onload = () => {
      // Signed out meanwhile: the page itself says how to go on.
      if (new URL(request.responseURL).pathname !== address.pathname) location.reload();
      // 429: others are being read; the answer says so.
      else if (request.status === 200 || request.status === 429) resolve(request.responseText);
      else reject(new Error(request.statusText));
    };
    request.onerror = request.onabort = () => reject(new Error());
    request.onloadend = () => progress && (progress.hidden = true);
    signal.addEventListener('abort', () => request.abort());
    request.send(form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data));
  });
}

/** Who came from a ticket means that one. */
function fillTicket(place) {
  const [field, ticket] = [place.querySelector('[data-save] [name=Ticket]'), new URLSearchParams(location.search).get('ticket')];
  if (field && ticket) field.value = ticket;
}

export function answerInPlace(form, place) {
  const stop = new AbortController();
  const { signal } = stop;

  form.addEventListener('submit', async event => {
    event.preventDefault();
    const button = form.querySelector('button:not([type=button])');
    button.disabled = true;
    place.setAttribute('aria-busy', 'true');
    try {
      place.innerHTML = await send(form, signal);
      fillTicket(place);
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    } catch {
      if (signal.aborted) return;
      const note = document.createElement('p');
      note.className = 'note is-bad';
      note.setAttribute('role', 'alert');
      note.textContent = place.dataset.failed;
      place.replaceChildren(note);
    } finally {
      button.disabled = false;
      place.removeAttribute('aria-busy');
    }
  }, { signal });

  const saving = saveInPlace(place);
  allow(form);
  place.addEventListener('click', event => {
    const line = event.target.closest('[data-copy]')?.parentElement;
    if (line) navigator.clipboard?.writeText(line.querySelector('pre').textContent);
  }, { signal });

  return {
    stop() {
      stop.abort();
      saving.stop();
    },
  };
}

/** Saves forms that must not be bound to the page; what is wrong is said beside the button. */
export function saveInPlace(place) {
  const stop = new AbortController();
  const { signal } = stop;

  place.addEventListener('submit', async event => {
    const form = event.target.closest('[data-save]');
    if (!form) return;
    event.preventDefault();
    const [button, said] = [form.querySelector('button'), form.querySelector('[data-said]')];
    button.disabled = true;
    said.textContent = '';
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), signal });
      // To this page: it is to be drawn anew. Elsewhere: signed out meanwhile, and the page itself says how to go on.
      if (answer.redirected) return new URL(answer.url).pathname === location.pathname ? location.replace(answer.url) : location.reload();
      if (!answer.ok) throw new Error(answer.statusText);
      const { ok, problems } = await answer.json();
      say(ok ? form.dataset.saved : problems.map(problem => problem.text).join(' '), ok);
      // Kept passwords are not kept in the page as well.
      if (ok) form.querySelectorAll('[type=password]').forEach(input => { input.value = ''; });
    } catch {
      if (!signal.aborted) say(form.dataset.failed, false);
    } finally {
      button.disabled = false;
    }

    function say(text, good) {
      said.className = good ? 'state is-ok' : 'state is-bad';
      said.textContent = text;
    }
  }, { signal });

  allow(place);
  return { stop: () => stop.abort() };
}

// A form that is sent before this listens would lead away from the page, so its button is locked until now.
function allow(root) {
  root.querySelectorAll('[data-wants-script]').forEach(button => { button.disabled = false; });
}
