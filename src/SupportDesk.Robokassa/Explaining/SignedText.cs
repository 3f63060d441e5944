using System.Net;
using System.Text.RegularExpressions;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>How fields were written down.</summary>
public enum SignedShape
{
    /// <summary>No fields were found.</summary>
    Unknown = 0,

    /// <summary>A link with a query.</summary>
    Link,

    /// <summary>Fields of a form, <c>a=1&amp;b=2</c>.</summary>
    Form,

    /// <summary>A JSON object.</summary>
    Json,

    /// <summary>A whole HTTP request.</summary>
    Http,

    /// <summary>A command line of curl.</summary>
    Curl,

    /// <summary>An HTML form with its inputs.</summary>
    Html,

    /// <summary>A field a line, as programs print them for debugging.</summary>
    Lines,
}

/// <summary>
/// Reads the fields of a payment or notification out of whatever people paste: a link, a form, a whole request. Each value is
/// decoded once, as the receiver of the request sees it, and the fields keep their order.
/// </summary>
/// <param name="Shape">How they were written.</param>
/// <param name="Fields">Name and value; empty if there are none.</param>
public sealed partial record SignedText(SignedShape Shape, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The longest text that is looked at, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    private const int FewestLines = 3;
    private static readonly string[] OnlyResult = ["EMail", "Fee", "IncSum", "IncCurrLabel", "PaymentMethod"];
    private static readonly SignedText Nothing = new(SignedShape.Unknown, []);

    /// <summary>Finds the fields. Never fails: a text without any gives <see cref="SignedShape.Unknown"/>.</summary>
    /// <param name="text">What was pasted; what is longer than <see cref="MaxLength"/> holds nothing.</param>
    public static SignedText Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.Trim().TrimStart('\uFEFF');
        if (plain.Length is 0 or > MaxLength)
            return Nothing;
        if (!plain.Contains('<', StringComparison.Ordinal) || plain.StartsWith("<QueryDict", StringComparison.Ordinal))
            plain = plain.Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase);
        // JSON decodes it on its own.
        if (plain[0] is not ('{' or '[' or '"'))
            plain = plain.Replace(@"\u0026", "&", StringComparison.OrdinalIgnoreCase);
        var read = ReadWhole(plain);
        // What a program printed has words around it, and a shape of its own: it counts only with a signature in it.
        var isWhole = read.HasSignature && (read.Shape != SignedShape.Form || !plain.Any(char.IsWhiteSpace));
        return isWhole ? read : Likeliest(Printed(plain)) ?? Likeliest(Printed(PrintedFields.Unescape(plain))) ?? read;
    }

    private static SignedText? Likeliest(IEnumerable<SignedText> all)
    {
        var signed = all.Where(one => one.HasSignature).ToList();
        return signed.Find(one => one.Has("OutSum")) ?? signed.FirstOrDefault();
    }

    private static SignedText ReadWhole(string plain)
    {
        if (Verb().IsMatch(plain))
            return OfHttp(plain);
        if (Curl().Match(plain) is { Success: true } curl)
            return Found(SignedShape.Curl, CurlCommand.Fields(plain[curl.Groups["command"].Index..]));
        // A bracket and a quote may begin a line of a dump as well.
        if (plain[0] is '{' or '[' or '"' && JsonFields.Of(plain) is var json && (json.Count > 0 || plain[0] == '{'))
            return Found(SignedShape.Json, json);
        if (plain.Contains("<input", StringComparison.OrdinalIgnoreCase))
            return Found(SignedShape.Html, OfHtml(plain));
        if (Scheme().IsMatch(plain))
            return Found(SignedShape.Link, OfUrl(string.Concat(plain.Where(c => !char.IsWhiteSpace(c)))));
        return plain.Contains('\n', StringComparison.Ordinal) && !plain.Contains('&', StringComparison.Ordinal)
            ? Found(SignedShape.Lines, OfLines(plain))
            : Found(SignedShape.Form, OfForm(FormText.Of(plain)));
    }

    /// <summary>What was probably signed; null where it could be a notification as well as a return to the shop.</summary>
    public SignedKind? ProbableKind =>
        Has("MerchantLogin") ? SignedKind.Payment
        : OnlyResult.Any(Has) ? SignedKind.Result
        : Has("Culture") ? SignedKind.Success
        : null;

    /// <summary>Whether a text is a JWS, as the notification to ResultUrl2 comes: a certificate signs it, and no password.</summary>
    /// <param name="text">As it was pasted.</param>
    public static bool IsJws(string text) => Jws().IsMatch(text ?? "");

    internal static bool IsSigned(IReadOnlyList<KeyValuePair<string, string>> fields) =>
        fields.Any(one => IsSignature(one) && one.Value.Length > 0);

    private static bool IsSignature(KeyValuePair<string, string> field) =>
        FieldNames.Current(field.Key).Equals("SignatureValue", StringComparison.OrdinalIgnoreCase);

    private bool HasSignature => IsSigned(Fields);

    private bool Has(string name) => Fields.Any(field => FieldNames.Current(field.Key).Equals(name, StringComparison.OrdinalIgnoreCase));

    private static SignedText Found(SignedShape shape, IReadOnlyList<KeyValuePair<string, string>> fields) =>
        fields.Count > 0 ? new SignedText(shape, fields) : Nothing;

    private static IEnumerable<SignedText> Printed(string text)
    {
        // A line of a log with an address in it, or with JSON behind words.
        if (Query().Match(text) is { Success: true } query)
            yield return Found(SignedShape.Form, OfForm(query.Groups["query"].Value));
        foreach (var fields in JsonFields.Within(text))
            yield return Found(SignedShape.Json, fields);
        if (text.Contains('&', StringComparison.Ordinal))
            yield return Found(SignedShape.Form, OfForm(FormText.Of(text)));
        if (OfLines(text) is { Count: >= FewestLines } lines && lines.All(line => !IsSignature(line) || !line.Value.Contains(' ', StringComparison.Ordinal)))
            yield return Found(SignedShape.Lines, lines);
        foreach (var fields in PrintedFields.Of(text))
            yield return Found(SignedShape.Lines, fields);
    }

    // What stands behind # was never sent.
    internal static IReadOnlyList<KeyValuePair<string, string>> OfUrl(string url) => url.Split('#')[0].Split('?', 2) is [_, var query] ? OfForm(query) : [];

    internal static IReadOnlyList<KeyValuePair<string, string>> OfForm(string form) =>
        form.Contains('=', StringComparison.Ordinal)
            ?
            [
                .. form.Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pair => pair.Split('=', 2))
                    .Select(pair => KeyValuePair.Create(Decode(pair[0].Trim()), pair.Length > 1 ? Decode(pair[1].TrimEnd('\r', '\n')) : "")),
            ]
            : [];

    private static SignedText OfHttp(string request)
    {
        var lines = request.ReplaceLineEndings("\n");
        var end = lines.IndexOf("\n\n", StringComparison.Ordinal);
        return Found(SignedShape.Http, [.. OfUrl(lines.Split('\n')[0].Split(' ')[1]), .. end < 0 ? [] : Read(lines[(end + 2)..]).Fields]);
    }

    private static IReadOnlyList<KeyValuePair<string, string>> OfHtml(string html) =>
    [
        .. from Match input in Input().Matches(html)
           let name = Name().Match(input.Value)
           where name.Success
           select KeyValuePair.Create(Attribute(name), Attribute(Value().Match(input.Value))),
    ];

    private static IReadOnlyList<KeyValuePair<string, string>> OfLines(string text) =>
        [
            .. Line()
                .Matches(text)
                .Select(line => KeyValuePair.Create(line.Groups["name"].Value, Bare(Cell(line)))),
        ];

    // A row of a table ends with a bar as it begins with one.
    private static string Cell(Match line)
    {
        var value = line.Groups["value"].Value.Trim();
        return line.Value.TrimStart().StartsWith('|') ? value.TrimEnd('|').Trim().Trim('`') : value.TrimEnd(',');
    }

    // string(7) "4710.00" and int(63) of var_dump.
    private static string Bare(string value)
    {
        var typed = Typed().Match(value);
        if (typed.Success)
            return typed.Groups["text"].Success ? typed.Groups["text"].Value : typed.Groups["number"].Value;
        return value is ['"', .., '"'] or ['\'', .., '\''] ? PrintedFields.Unescape(value[1..^1]) : value.Trim('"', '\'');
    }

    private static string Attribute(Match match) => WebUtility.HtmlDecode(match.Groups["text"].Value);

    private static string Decode(string text) => WebUtility.UrlDecode(text);

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex("""[?](?<query>[^\s"'<>?]*signaturevalue=[^\s"'<>]*)""", Plain)]
    private static partial Regex Query();

    [GeneratedRegex("^(string\\([0-9]+\\)\\s+\"(?<text>.*)\"|(int|float)\\((?<number>[-0-9.]+)\\)|NULL)$", Plain)]
    private static partial Regex Typed();

    [GeneratedRegex(@"\A\s*[""']?eyJ[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+\.[A-Za-z0-9_\-]+[""']?\s*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Jws();

    [GeneratedRegex("^(GET|POST) [^ ]", Plain)]
    private static partial Regex Verb();

    // The sign of a shell may stand before it.
    [GeneratedRegex(@"^([^\s]*\s*[^\s]*[$#>%]\s*)?(?<command>curl(\.exe)?\s)", Plain)]
    private static partial Regex Curl();

    [GeneratedRegex("^https?://", Plain)]
    private static partial Regex Scheme();

    [GeneratedRegex("<input[^>]*>", Plain)]
    private static partial Regex Input();

    [GeneratedRegex("""\sname\s*=\s*("(?<text>[^"]*)"|'(?<text>[^']*)'|(?<text>[^\s"'>]+))""", Plain)]
    private static partial Regex Name();

    [GeneratedRegex("""\svalue\s*=\s*("(?<text>[^"]*)"|'(?<text>[^']*)'|(?<text>[^\s"'>]+))""", Plain)]
    private static partial Regex Value();

    // Only var_dump writes a value below its name; after any other name the line end says that the value is empty.
    [GeneratedRegex(
        """^\s*[|\["'`*]*[ ]?[`*]*(?<name>[a-z_][a-z0-9_]*)[\]"'`*]*[ \t]*(=>|:|=|\t|\|)"""
            + """[ \t]*(\r?\n[ \t]*(?<value>((string|int|float|bool)\(.*|NULL))|(?<value>.*))$""",
        Plain | RegexOptions.Multiline
    )]
    private static partial Regex Line();
}
