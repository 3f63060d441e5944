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

    public sealed record Explained(SignedText Read, SignatureAnswer Answer, IReadOnlyDictionary<string, string> Fields);

    public Result<Explained> Run(Input input)
    {
        var read = SignedText.Read(input.Text);
        if (string.IsNullOrWhiteSpace(input.Text))
            return new Problem("TextMissing", nameof(input.Text));
        if (read.Shape == SignedShape.Unknown)
            return new Problem(input.Text.Length > SignedText.MaxLength ? "TextLong" : "NoFields", nameof(input.Text), SignedText.MaxLength);
        if (input.Passwords == new ShopPasswords())
            return new Problem("PasswordMissing", nameof(ShopPasswords.Password1));
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in read.Fields)
            fields.TryAdd(name, value);
        SignedKind[] kinds = (input.Kind ?? read.ProbableKind) is { } kind ? [kind] : [SignedKind.Result, SignedKind.Success];
        string[] needed = ["SignatureValue", "OutSum", .. kinds is [SignedKind.Payment] ? ["MerchantLogin"] : (string[])["InvId"]];
        if (needed.FirstOrDefault(name => !fields.ContainsKey(name)) is { } missing)
            return new Problem("FieldMissing", nameof(input.Text), missing);
        // Where it could be either, the one that needs fewer mistakes is the likelier one.
        var answer = kinds
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
            .First();
        return new Explained(read, answer, fields);
    }
}
