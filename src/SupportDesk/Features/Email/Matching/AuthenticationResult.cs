using System.Text;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Matching;

/// <summary>
/// What the mailbox's own host found out about a sender. Only the topmost Authentication-Results field of the trusted
/// host counts (RFC 8601): every other one may have been written by the sender.
/// </summary>
internal static class AuthenticationResult
{
    private const string Field = "Authentication-Results";

    public static ServerVerdict Of(EmailFacts email, string? authservId)
    {
        if (string.IsNullOrWhiteSpace(authservId))
            return new ServerVerdict(SenderTrust.Unknown, Speaks: false, CoversAuthor: false, Spf: null);
        var results = FieldOf(email, authservId)?.Skip(1).ToList();
        if (email.FromCount != 1)
            return new ServerVerdict(SenderTrust.None, Speaks: true, CoversAuthor: true, Spf: null);
        return results is null
            ? new ServerVerdict(SenderTrust.None, Speaks: false, CoversAuthor: false, Spf: null)
            : new ServerVerdict(Evaluate(results, DomainName.Of(email.FromAddress)), Speaks: true, results.Exists(IsOnAuthor), SpfOf(results));
    }

    /// <summary>What a parsed field says of SPF; null for nothing, and for a check that could not be made.</summary>
    internal static SpfStatement? SpfOf(IEnumerable<List<string>> segments)
    {
        var words = segments.FirstOrDefault(words => MethodOf(words) == "spf");
        return words is null || ResultOf(words) == "temperror" ? null
            : new SpfStatement(ResultOf(words) == "pass", DomainName.Of(Property(words, "smtp.mailfrom") ?? ""));
    }

    private static bool IsOnAuthor(List<string> words) => MethodOf(words) is "dkim" or "dmarc" && ResultOf(words) != "temperror";

    private static string? MethodOf(List<string> words) =>
        words is [var first, ..] && first.Split('=', 2) is [var method, _] ? method.Split('/')[0].ToLowerInvariant() : null;

    private static string ResultOf(List<string> words) => words[0].Split('=', 2)[1].ToLowerInvariant();

    /// <summary>The one field that counts, parsed; null if the host left none.</summary>
    internal static List<List<string>>? FieldOf(EmailFacts email, string authservId)
    {
        foreach (var header in email.Headers)
        {
            if (header.Is(Field) && Parse(header.Value) is var segments
                && segments[0].FirstOrDefault() is { } id && id.Equals(authservId.Trim(), StringComparison.OrdinalIgnoreCase))
                return segments;
        }

        return null;
    }

    internal static SenderTrust Evaluate(IEnumerable<List<string>> results, string from)
    {
        var (strong, weak, failed, wrongServer) = (false, false, false, false);
        foreach (var words in results)
        {
            if (MethodOf(words) is not { } method)
                continue;
            var (passed, refused) = (ResultOf(words) == "pass", ResultOf(words) == "fail");
            switch (method)
            {
                case "dmarc":
                    strong |= passed && (Property(words, "header.from") is not { } decided || Aligned(DomainName.Of(decided), from));
                    failed |= refused;
                    break;
                case "dkim":
                    strong |= passed && (Property(words, "header.d") ?? Property(words, "header.i")) is { } signer && Aligned(DomainName.Of(signer), from);
                    break;
                case "spf":
                    var aligned = Property(words, "smtp.mailfrom") is { } envelope && Aligned(DomainName.Of(envelope), from);
                    weak |= passed && aligned;
                    wrongServer |= refused && aligned;
                    break;
            }
        }

        // Whoever forwards an e-mail is no server of its domain: a signature that holds says more.
        return failed || wrongServer && !strong ? SenderTrust.Failed : strong ? SenderTrust.Strong : weak ? SenderTrust.Weak : SenderTrust.None;
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
