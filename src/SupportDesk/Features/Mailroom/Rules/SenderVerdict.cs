using System.Text;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Mailroom.Rules;

/// <summary>
/// What the mailbox's own host found out about a sender. Only the topmost Authentication-Results field of the pinned
/// host counts (RFC 8601): every other one may have been written by the sender.
/// </summary>
internal static class SenderVerdict
{
    private const string Field = "Authentication-Results";

    public static SenderTrust Of(LetterFacts letter, string? authservId)
    {
        if (string.IsNullOrWhiteSpace(authservId))
            return SenderTrust.Unknown;
        if (letter.FromCount != 1)
            return SenderTrust.None;
        return FieldOf(letter, authservId) is { } segments ? Judge(segments.Skip(1), DomainName.Of(letter.FromAddress)) : SenderTrust.None;
    }

    /// <summary>The one field that counts, parsed; null if the host left none.</summary>
    internal static List<List<string>>? FieldOf(LetterFacts letter, string authservId)
    {
        foreach (var header in letter.Headers)
        {
            if (header.Is(Field) && Parse(header.Value) is var segments
                && segments[0].FirstOrDefault() is { } id && id.Equals(authservId.Trim(), StringComparison.OrdinalIgnoreCase))
                return segments;
        }

        return null;
    }

    private static SenderTrust Judge(IEnumerable<List<string>> results, string from)
    {
        var (strong, weak, failed) = (false, false, false);
        foreach (var words in results)
        {
            if (words is not [var first, ..] || first.Split('=', 2) is not [var method, var result])
                continue;
            var passed = result.Equals("pass", StringComparison.OrdinalIgnoreCase);
            var refused = result.Equals("fail", StringComparison.OrdinalIgnoreCase);
            switch (method.Split('/')[0].ToLowerInvariant())
            {
                case "dmarc":
                    strong |= passed && (Property(words, "header.from") is not { } judged || Aligned(DomainName.Of(judged), from));
                    failed |= refused;
                    break;
                case "dkim":
                    strong |= passed && (Property(words, "header.d") ?? Property(words, "header.i")) is { } signer && Aligned(DomainName.Of(signer), from);
                    break;
                case "spf":
                    var aligned = Property(words, "smtp.mailfrom") is { } envelope && Aligned(DomainName.Of(envelope), from);
                    weak |= passed && aligned;
                    failed |= refused && aligned;
                    break;
            }
        }

        return failed ? SenderTrust.Failed : strong ? SenderTrust.Strong : weak ? SenderTrust.Weak : SenderTrust.None;
    }

    // Relaxed alignment without a list of public suffixes: one of the two lies under the other.
    internal static bool Aligned(string domain, string from) =>
        domain.Contains('.', StringComparison.Ordinal) && from.Contains('.', StringComparison.Ordinal)
        && (DomainName.IsSameOrUnder(domain, from) || DomainName.IsSameOrUnder(from, domain));

    internal static string? Property(List<string> words, string name) => words
        .Select(word => word.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[0].Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(pair => pair[1])
        .FirstOrDefault();

    /// <summary>Segments parted by semicolons, each a list of words; comments dropped, quoted strings kept whole.</summary>
    internal static List<List<string>> Parse(string value)
    {
        var segments = new List<List<string>> { new() };
        var word = new StringBuilder();
        var joined = false;
        for (var at = 0; at < value.Length; at++)
        {
            switch (value[at])
            {
                case '(':
                    at = SkipComment(value, at);
                    break;
                case '"':
                    for (at++; at < value.Length && value[at] != '"'; at++)
                        word.Append(value[at] == '\\' && at + 1 < value.Length ? value[++at] : value[at]);
                    break;
                case ';':
                    EndWord();
                    segments.Add([]);
                    break;
                case '=' when word.Length == 0 && segments[^1] is { Count: > 0 } words && !words[^1].Contains('=', StringComparison.Ordinal):
                    // "dmarc = pass" is one word, too.
                    word.Append(words[^1]).Append('=');
                    words.RemoveAt(words.Count - 1);
                    joined = true;
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    if (!joined)
                        EndWord();
                    break;
                default:
                    word.Append(value[at]);
                    joined = value[at] == '=';
                    break;
            }
        }

        EndWord();
        return segments;

        void EndWord()
        {
            if (word.Length > 0)
                segments[^1].Add(word.ToString());
            word.Clear();
            joined = false;
        }
    }

    private static int SkipComment(string value, int at)
    {
        for (var depth = 0; at < value.Length; at++)
        {
            if (value[at] == '\\')
                at++;
            else if (value[at] == '(')
                depth++;
            else if (value[at] == ')' && --depth == 0)
                break;
        }

        return at;
    }
}
