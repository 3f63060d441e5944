using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Diagnostics.Signature;

/// <summary>Explains the signature of whatever was pasted. Passwords are held for this call and go nowhere else.</summary>
public sealed class ExplainRequest
{
    /// <param name="Kind">Null to find out.</param>
    /// <param name="Algorithm">Null to find out.</param>
    public sealed record Input(string Text, SignedKind? Kind, SignatureAlgorithm? Algorithm, ShopPasswords Passwords);

    /// <param name="Other">What it is if it came to the other address; null where only one reading is possible or the other explains nothing.</param>
    public sealed record Explained(
        SignedText Read,
        SignatureAnswer Answer,
        IReadOnlyDictionary<string, string> Fields,
        SignatureAnswer? Other = null
    );

    public Result<Explained> Run(Input input)
    {
        var read = SignedText.Read(input.Text);
        if (string.IsNullOrWhiteSpace(input.Text))
            return new Problem("TextMissing", nameof(input.Text));
        if (SignedText.IsJws(input.Text))
            return new Problem("SignedByCertificate", nameof(input.Text));
        if (read.Shape == SignedShape.Unknown)
            return new Problem(input.Text.Length > SignedText.MaxLength ? "TextLong" : "NoFields", nameof(input.Text), SignedText.MaxLength);
        if (input.Passwords == new ShopPasswords())
            return new Problem("PasswordMissing", nameof(ShopPasswords.Password1));
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in read.Fields)
            fields.TryAdd(FieldNames.Current(name), value);
        SignedKind[] kinds = (input.Kind ?? read.ProbableKind) is { } kind ? [kind] : [SignedKind.Result, SignedKind.Success];
        string[] needed = ["SignatureValue", .. kinds is [SignedKind.Payment] ? ["MerchantLogin"] : (string[])["OutSum", "InvId"]];
        if (
            needed.FirstOrDefault(name => !fields.TryGetValue(name, out var at) || name == "SignatureValue" && string.IsNullOrWhiteSpace(at)) is { } missing
        )
            return missing == "SignatureValue" && fields.ContainsKey("InvId")
                ? new Problem("NotSigned", nameof(input.Text))
                : new Problem("FieldMissing", nameof(input.Text), missing);
        // Where it could be either, the one that needs fewer mistakes is the likelier one.
        var answers = kinds
            .Select(one =>
                SignatureExplainer.Explain(
                    new SignatureQuestion
                    {
                        Kind = one,
                        Fields = read.Fields,
                        Passwords = input.Passwords,
                        Algorithm = input.Algorithm,
                    }
                )
            )
            .OrderBy(one => one.Verdict)
            .ThenBy(one => one.Mistakes.Count)
            .ToList();
        return new Explained(read, answers[0], fields, answers.Skip(1).FirstOrDefault(other => other.Verdict != SignatureVerdict.Unexplained));
    }
}
