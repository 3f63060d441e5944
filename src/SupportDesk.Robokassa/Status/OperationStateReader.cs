using System.Globalization;
using System.Net;
using System.Xml;
using System.Xml.Linq;

namespace SupportDesk.Robokassa.Status;

/// <summary>
/// Reads answers of OpStateExt. Elements are found by their local names, since the provider's answers and its documentation
/// name different namespaces; whatever else comes (a page of a proxy, broken XML) is "not understood" and never a state.
/// </summary>
public static class OperationStateReader
{
    /// <summary>The longest answer that is looked at, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        // An answer needs no DTD; one that brings it along wants to read files or to grow.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxLength,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The body as it came.</param>
    /// <param name="state">What it says; null if it was not understood.</param>
    /// <param name="problem">Why it was not understood, in one line; null if it was.</param>
    public static bool TryRead(Stream answer, out OperationState? state, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(answer);
        (state, problem) = (null, null);
        try
        {
            using var reader = XmlReader.Create(answer, Settings);
            var root = XDocument.Load(reader).Root!;
            if (Child(root, "Result") is not { } result || Number(result, "Code") is not { } code)
            {
                problem = $"The answer is a {root.Name.LocalName} without Result/Code.";
                return false;
            }

            state = Read(root, result, code);
            return true;
        }
        catch (XmlException error)
        {
            problem = $"The answer is no XML: {error.Message}";
            return false;
        }
    }

    private static OperationState Read(XElement root, XElement result, int code)
    {
        var (state, info) = (Child(root, "State"), Child(root, "Info"));
        return new OperationState
        {
            ResultCode = code,
            Description = Text(result, "Description"),
            StateCode = Number(state, "Code"),
            RequestDate = Date(state, "RequestDate"),
            StateDate = Date(state, "StateDate"),
            IncCurrLabel = Text(info, "IncCurrLabel"),
            IncSum = Amount(info, "IncSum"),
            IncAccount = Text(info, "IncAccount"),
            PaymentMethod = Text(Child(info, "PaymentMethod"), "Code"),
            OutCurrLabel = Text(info, "OutCurrLabel"),
            OutSum = Amount(info, "OutSum"),
            OpKey = Text(info, "OpKey"),
            BankCardRrn = Text(info, "BankCardRRN"),
            UserFields = [.. root.Elements().Where(part => part.Name.LocalName is "UserField" or "UserFields").SelectMany(part => part.Elements())
                .Select(field => new ShpParameter(Text(field, "Name") ?? "", WebUtility.UrlDecode(Text(field, "Value") ?? "")))],
        };
    }

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(child => child.Name.LocalName == name);

    private static string? Text(XElement? parent, string name) => Child(parent, name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static int? Number(XElement? parent, string name) =>
        int.TryParse(Text(parent, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static decimal? Amount(XElement? parent, string name) =>
        decimal.TryParse(Text(parent, name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static DateTimeOffset? Date(XElement? parent, string name) =>
        DateTimeOffset.TryParse(Text(parent, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
