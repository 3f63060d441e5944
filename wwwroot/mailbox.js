/**
 * Posts a form that holds passwords, so that the page behind it never has them. Whatever is wrong the page says by itself;
 * passwords that were kept do not stay in the form.
 * @returns {Promise<boolean>} whether the desk has read the form
 */
export async function post(form) {
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    if (answer.redirected) {
      location.reload();
      return true;
    }
    if (!answer.ok) return false;
    const { ok } = await answer.json();
    if (ok) form.querySelectorAll('[type=password]').forEach(input => { input.value = ''; });
    return true;
  } catch {
    return false;
  }
}
