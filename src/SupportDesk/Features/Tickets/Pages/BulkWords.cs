using SupportDesk.Features.Tickets.Bulk;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>What became of a change of several tickets: how many, and of those it was not done for, which and why.</summary>
internal static class BulkWords
{
    private const int Named = 3;

    public static string Of(ChangeTickets.Outcome outcome, TicketLabels words)
    {
        var parts = new List<string>();
        if (outcome.Changed.Count > 0 || outcome.Refused.Count + outcome.Unchanged == 0)
            parts.Add(words.Count("BulkChanged", outcome.Changed.Count));
        if (outcome.Unchanged > 0)
            parts.Add(words.Count("BulkUnchanged", outcome.Unchanged));
        if (outcome.Refused.Count > 0)
        {
            var reasons = outcome.Refused.GroupBy(refused => words.Say(refused.Problem))
                .Select(group => Reason(group.Key, [.. group.Select(one => one.Number)]));
            parts.Add(words["BulkRefused", TicketLabels.Number(outcome.Refused.Count), string.Join("; ", reasons)]);
        }

        var text = string.Join(", ", parts);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string Reason(string why, IReadOnlyList<long> numbers) =>
        $"{string.Join(", ", numbers.Take(Named).Select(TicketNumber.Format))}{(numbers.Count > Named ? " …" : "")}: {why.TrimEnd('.')}";
}
