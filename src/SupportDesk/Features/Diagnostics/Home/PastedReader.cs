using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Masking;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>Understands what somebody pasted without knowing which tool it belongs to. Looks at text alone, asks nobody.</summary>
public static partial class PastedReader
{
    /// <summary>The longest text that is looked at, in characters.</summary>
    public const int MaxLength = 500_000;

    private const int LinesLookedAt = 200;
    private const int LongestSentence = 2_000;
    private const int LongestCard = 40;
    private const int MostNamed = 4;

    private static readonly string[] Telling = ["MerchantLogin", "OutSum", "InvId", "SignatureValue", "Shp_", "Receipt", "Culture", "Fee", "PaymentMethod"];

    private static readonly (Regex Words, int Code)[] Said =
    [
        (SignatureWords(), 29),
        (ShopNotActiveWords(), 25),
        (ShopUnknownWords(), 26),
        (SumWords(), 31),
        (PaidWords(), 52),
        (RepeatedWords(), 40),
        (ExpiredWords(), 51),
    ];

    /// <returns>The likeliest reading first; none for what belongs to no tool.</returns>
    public static IReadOnlyList<PastedReading> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.Trim().TrimStart('\uFEFF');
        if (plain.Length is 0 or > MaxLength)
            return [];
        if (IsCard(plain))
            return [new PastedReading(PastedKind.Card, "")];
        if (SignedText.IsJws(plain))
            return [new PastedReading(PastedKind.SignedState, "JWS")];
        var logs = Logs(plain);
        var fields = Fields(plain);
        // A line of a log has fields in it; they are of use on their own only if they are signed.
        if (logs is not null)
            return [logs, .. fields.Where(one => one.Seen.Contains("SignatureValue", StringComparison.Ordinal))];
        if (fields.Count > 0)
            return fields;
        return plain.Length > LongestSentence ? [] : Short(plain);
    }

    private static List<PastedReading> Short(string plain)
    {
        if (Words(Address(plain)) is { } address)
            return [address];
        if (Operation().Match(plain) is { Success: true } operation)
            return [new PastedReading(PastedKind.Operation, "OpKey", operation.Groups["key"].Value)];
        if (RefundStateClient.TryParseId(plain, out var request))
            return [new PastedReading(PastedKind.Refund, "requestId", request.ToString("D")), new PastedReading(PastedKind.Operation, "OpKey", plain)];
        var found = new List<PastedReading>();
        if (Code(plain) is { } code)
            found.Add(new PastedReading(PastedKind.ErrorCode, $"{code}", $"{code}"));
        if (Invoice(plain) is { } invoice)
            found.Add(new PastedReading(PastedKind.Invoice, invoice, invoice));
        return found;

        static PastedReading? Words(string? url) => url is null ? null : new PastedReading(PastedKind.Address, new Uri(url).IdnHost, url);
    }

    // The digits of a card are as many as the longest numbers of invoices have, so this is asked first.
    private static bool IsCard(string plain) =>
        plain.Length <= LongestCard && !plain.Any(char.IsLetter) && plain.Count(char.IsAsciiDigit) >= 13 && MaskText.Mask(plain) != plain;

    private static PastedReading? Logs(string plain)
    {
        var (iis, combined, json) = (new IisFormat(), new CombinedFormat(), new JsonFormat());
        var (requests, invoices) = (0, new HashSet<string>());
        foreach (var line in plain.Split('\n').Take(LinesLookedAt).Select(line => line.TrimEnd('\r')))
        {
            var isDirective = IisFormat.IsDirective(Encoding.UTF8.GetBytes(line));
            if (isDirective)
                iis.Direct(line);
            var entry = isDirective || line.Length == 0 ? null : line[0] == '{' ? json.Read(line) : combined.Read(line) ?? iis.Read(line);
            if (entry is null && !isDirective && !ErrorLog().IsMatch(line))
                continue;
            requests++;
            if (entry is not null && InvoiceField().Match(entry.Target) is { Success: true } number)
                invoices.Add(number.Groups["number"].Value.TrimStart('0'));
        }

        if (requests == 0)
            return null;
        return new PastedReading(PastedKind.Logs, requests.ToString(CultureInfo.InvariantCulture), invoices.Count == 1 ? invoices.First() : null);
    }

    private static List<PastedReading> Fields(string plain)
    {
        var read = SignedText.Read(plain);
        var names = read.Fields.Select(field => FieldNames.Current(field.Key)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isSigned = names.Contains("SignatureValue");
        // Without a signature one field alone may be anything, such as a link of an advertisement.
        if (!isSigned && !(names.Contains("OutSum") && (names.Contains("InvId") || names.Contains("MerchantLogin"))))
            return [];
        if (isSigned && names.Count < 2)
            return [];
        var kind = read.ProbableKind switch
        {
            SignedKind.Payment => PastedKind.PaymentLink,
            SignedKind.Success => PastedKind.Return,
            _ => isSigned ? PastedKind.Notification : PastedKind.Return,
        };
        var seen = Telling.Where(name => name == "Shp_" ? names.Any(ShpParameter.IsName) : names.Contains(name)).Take(MostNamed);
        var found = new List<PastedReading> { new(kind, string.Join(", ", seen)) };
        var invoice = read.Fields.FirstOrDefault(field => FieldNames.Current(field.Key).Equals("InvId", StringComparison.OrdinalIgnoreCase)).Value;
        if (InvoiceId.TryParse(invoice ?? "", out var number))
            found.Add(new PastedReading(PastedKind.Invoice, number, number));
        return found;
    }

    // The provider's own pages are no shop's address.
    private static string? Address(string plain)
    {
        if (plain.Any(char.IsWhiteSpace) || plain.Contains('@', StringComparison.Ordinal))
            return null;
        var url = plain.Contains("://", StringComparison.Ordinal) ? plain : HostAndPath().IsMatch(plain) ? "https://" + plain : null;
        if (url is null || PublicUrl.Wrong(url) is { Code: not "UrlLocal" } || !Uri.TryCreate(url, UriKind.Absolute, out var address))
            return null;
        return Provider().IsMatch(address.IdnHost) ? null : url;
    }

    private static int? Code(string plain)
    {
        if (ErrorNumber().Match(plain) is { Success: true } named && Known(named.Groups["code"].Value) is { } code)
            return code;
        if (Known(plain) is { } bare)
            return bare;
        return Said.Where(said => said.Words.IsMatch(plain)).Select(said => (int?)said.Code).FirstOrDefault();

        static int? Known(string digits) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && PageErrors.KeyOf(number) is not null ? number : null;
    }

    private static string? Invoice(string plain)
    {
        var digits = InvoiceNumber().Match(plain) is { Success: true } named ? named.Groups["number"].Value : plain;
        return InvoiceId.TryParse(digits, out var invoice) ? invoice : null;
    }

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    [GeneratedRegex(@"^[0-9]{4}[/-][0-9]{2}[/-][0-9]{2}[ T][0-9:]{8}.{0,12}\[(error|crit|warn|notice)\] [0-9]+#[0-9]+:", Plain)]
    private static partial Regex ErrorLog();

    [GeneratedRegex(@"[?&](inv_?id|invoice_?id)=(?<number>[0-9]{1,19})(&|$)", Plain)]
    private static partial Regex InvoiceField();

    [GeneratedRegex(@"^[a-zа-яё0-9-]+(\.[a-zа-яё0-9-]+)*\.[a-zа-яё][a-zа-яё0-9-]+(:[0-9]{1,5})?/\S*$", Plain)]
    private static partial Regex HostAndPath();

    [GeneratedRegex(@"(^|\.)(robokassa\.(ru|com|kz)|roboxchange\.com)$", Plain)]
    private static partial Regex Provider();

    // A GUID with a tail, or whatever is called so.
    [GeneratedRegex(
        @"^(op_?key[""']?\s*[:=]?\s*[""']?(?<key>[a-z0-9-]{3,64})[""']?|(?<key>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-[a-z0-9]{6,20}))$",
        Plain
    )]
    private static partial Regex Operation();

    [GeneratedRegex(@"(ошибк(а|и|у|ой)|error|код)( code| код)?( оплаты| robokassa)?\s{0,3}(:|№|#|=|-|–|—)?\s{0,3}(?<code>[0-9]{2,3})([^0-9]|$)", Plain)]
    private static partial Regex ErrorNumber();

    [GeneratedRegex(
        @"(^|[^a-zа-яё])(сч[её]т(а|у|ом|е)?|заказ(а|у|ом|е)?|invoice(\s?id)?|inv_?id|order|№|#)"
            + @"(\s{1,3}(номер|№|#|no\.?))?[""']?\s{0,3}[:=№#]?\s{0,3}[""']?(?<number>[0-9]{1,19})([^0-9]|$)",
        Plain
    )]
    private static partial Regex InvoiceNumber();

    [GeneratedRegex(@"(неверн|некорректн|ошибк|invalid|wrong|bad).{0,40}(signaturevalue|signature|подпис|сигнатур|sign\b)|bad sign", Plain)]
    private static partial Regex SignatureWords();

    [GeneratedRegex(@"магазин.{0,20}не активирован|shop is not activ", Plain)]
    private static partial Regex ShopNotActiveWords();

    [GeneratedRegex(@"магазин.{0,20}не найден|shop.{0,20}not found", Plain)]
    private static partial Regex ShopUnknownWords();

    [GeneratedRegex(@"(неверн|некорректн|invalid|wrong).{0,30}(сумм|outsum|amount)", Plain)]
    private static partial Regex SumWords();

    [GeneratedRegex(@"сч[её]т.{0,20}уже оплачен|invoice.{0,20}already paid", Plain)]
    private static partial Regex PaidWords();

    [GeneratedRegex(@"повторн.{0,20}оплат|repeated payment", Plain)]
    private static partial Regex RepeatedWords();

    [GeneratedRegex(@"(ист[её]к|вышел|expired).{0,30}(сч[её]т|invoice)|срок.{0,20}сч[её]та.{0,20}(ист[её]к|вышел)|invoice.{0,20}expired", Plain)]
    private static partial Regex ExpiredWords();
}
