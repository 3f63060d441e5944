using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace SupportDesk.Browser.Tests.Browsing;

internal static class Accessibility
{
    /// <summary>What axe finds on the page as it stands: rule, element, reason; only what keeps people out.</summary>
    public static async Task<IReadOnlyList<string>> BarriersAsync(this Window window)
    {
        // The frame with an e-mail's HTML runs no script, so axe would wait for its answer for ever.
        var result = await window.Page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations], Iframes = false });
        return
        [
            .. from violation in result.Violations
               where violation.Impact is "serious" or "critical"
               from node in violation.Nodes
               let why = string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))
               select $"{violation.Id} {node.Target}: {why}",
        ];
    }
}
