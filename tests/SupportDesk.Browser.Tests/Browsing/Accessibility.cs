using Deque.AxeCore.Commons;

namespace SupportDesk.Browser.Tests.Browsing;

internal static class Accessibility
{
    private static readonly Lazy<string> Axe = new(() => new BundledAxeScriptProvider().GetScript());

    // In the page itself and at once: in parts, as the library would do for pages with frames, it moves a megabyte through the
    // browser for each page. No frame is judged: the one with an e-mail's HTML runs no script, so axe would wait for its answer
    // for ever.
    private const string Judge =
        """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'], iframes: false });
          return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ target, any, all, none }) =>
            `${id} (${impact}) ${target}: ${[...any, ...all, ...none].map(({ message }) => message).join('; ')}`));
        }
        """;

    /// <summary>What axe finds on the page as it stands: rule, how much it hinders, element, reason.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(this Window window)
    {
        // A plain page of the desk brings no script of the tests along.
        if (await window.Page.EvaluateAsync<bool>("() => typeof axe === 'undefined'"))
            await window.Page.EvaluateAsync(Axe.Value);
        return await window.Page.EvaluateAsync<string[]>(Judge);
    }
}
