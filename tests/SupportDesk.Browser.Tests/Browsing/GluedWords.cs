namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>
/// Finds words that stand without a blank at a link, a button or a marked word beside them: «адреса.Указать». Blanks between
/// them are easily lost in the source of a page, and nobody sees it there.
/// </summary>
internal static class GluedWords
{
    /// <returns>The words around each place.</returns>
    public static Task<string[]> FindAsync(Window window) => window.Page.EvaluateAsync<string[]>(
        """
        () => {
          const word = /[\p{L}\p{N}]/u, before = /[\p{L}\p{N}.,:;!?»)]$/u;
          const found = [];
          const shown = node => node.parentElement?.checkVisibility({ visibilityProperty: true });
          // What follows on the same line, without anything between the two.
          const touches = (one, next) => {
            const rects = node => { const range = document.createRange(); range.selectNodeContents(node); return [...range.getClientRects()]; };
            const [end, start] = [rects(one).at(-1), rects(next)[0]];
            return end && start && Math.abs(end.bottom - start.bottom) < 6 && Math.abs(start.left - end.right) < 1;
          };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          let last = null;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.data || node.parentElement.closest('script, style, code, pre, svg, .masked, mark, kbd, .vh') || !shown(node)) continue;
            if (last && last.parentElement !== node.parentElement && before.test(last.data) && word.test(node.data[0])
                && [last, node].some(one => one.parentElement.matches('a, a *, b, strong, em, button, button *, span, span *')) && touches(last, node)) {
              found.push(`${last.data.slice(-20)}|${node.data.slice(0, 20)}`);
            }
            last = node;
          }
          return found;
        }
        """);
}
