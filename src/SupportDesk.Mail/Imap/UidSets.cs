using System.Text;

namespace SupportDesk.Mail;

/// <summary>Writes sets of numbers for commands, in pieces that a server takes.</summary>
internal static class UidSets
{
    private const int MaxLength = 4000;

    internal static IEnumerable<string> Format(IList<UniqueId> uids)
    {
        if (uids is UniqueIdRange range)
        {
            yield return range.ToString();
            yield break;
        }
        var sorted = uids.Select(u => u.Id).Distinct().Order().ToList();
        var set = new StringBuilder();
        for (var i = 0; i < sorted.Count; i++)
        {
            var first = sorted[i];
            while (i + 1 < sorted.Count && sorted[i + 1] == sorted[i] + 1) i++;
            if (set.Length > 0) set.Append(',');
            set.Append(first == sorted[i] ? $"{first}" : $"{first}:{sorted[i]}");
            if (set.Length < MaxLength) continue;
            yield return set.ToString();
            set.Clear();
        }
        if (set.Length > 0) yield return set.ToString();
    }
}
