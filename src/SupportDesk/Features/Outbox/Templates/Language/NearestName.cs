namespace SupportDesk.Features.Outbox.Templates.Language;

/// <summary>Finds what was probably meant: the name with the fewest e-mails typed wrong, if it is not a quite different one.</summary>
internal static class NearestName
{
    public static string? Find(string typed, IEnumerable<string> names)
    {
        var wanted = typed.ToLowerInvariant();
        var (nearest, faults) = ("", int.MaxValue);
        foreach (var name in names)
        {
            var distance = Math.Min(Distance(wanted, name), LastPart(wanted, name));
            if (distance < faults)
                (nearest, faults) = (name, distance);
        }

        return faults <= Math.Max(2, nearest.Length / 3) ? nearest : null;
    }

    // Whoever types «number» or «ticket.number» means «case.number».
    private static int LastPart(string wanted, string name) => 1 + Distance(wanted[(wanted.LastIndexOf('.') + 1)..], name[(name.LastIndexOf('.') + 1)..]);

    // Levenshtein, two rows.
    private static int Distance(string left, string right)
    {
        const int longest = 60;
        if (left.Length > longest)
            return short.MaxValue;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
