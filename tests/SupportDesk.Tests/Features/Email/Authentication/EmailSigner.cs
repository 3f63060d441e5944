using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Security;

namespace SupportDesk.Tests.Features.Email.Authentication;

/// <summary>
/// Signs e-mails as a domain does, with keys made here. It follows RFC 6376 and RFC 8617 on its own, so that it agrees with
/// the verifier about the standard and not about the code. E-mails are ASCII with line breaks of CR and LF.
/// </summary>
internal sealed partial class EmailSigner : IDisposable
{
    private readonly RSA? rsa;
    private readonly Ed25519PrivateKeyParameters? ed;

    private EmailSigner(string domain, string selector, RSA? rsa, Ed25519PrivateKeyParameters? ed) =>
        (Domain, Selector, this.rsa, this.ed) = (domain, selector, rsa, ed);

    public string Domain { get; }

    public string Selector { get; }

    public string KeyName => $"{Selector}._domainkey.{Domain}";

    public string KeyRecord => "v=DKIM1; " + (ed is null ? "k=rsa; p=" + Convert.ToBase64String(rsa!.ExportSubjectPublicKeyInfo())
        : "k=ed25519; p=" + Convert.ToBase64String(ed.GeneratePublicKey().GetEncoded()));

    public static EmailSigner Rsa(string domain, int bits = 2048, string selector = "s1") => new(domain, selector, RSA.Create(bits), null);

    public static EmailSigner Ed25519(string domain, string selector = "e1") =>
        new(domain, selector, null, new Ed25519PrivateKeyParameters(new SecureRandom()));

    /// <param name="tags">More tags, such as <c>x=1700000000</c>.</param>
    /// <returns>The e-mail with the signature on top.</returns>
    public string Sign(
        string email,
        string canonicalization = "relaxed/relaxed",
        string fields = "from:subject:message-id",
        string? tags = null,
        int? length = null
    )
    {
        var (header, body) = Split(email);
        var covered = Body(body, canonicalization.EndsWith("/relaxed", StringComparison.Ordinal));
        if (length is { } cut)
            (covered, tags) = (covered[..cut], $"l={cut.ToString(CultureInfo.InvariantCulture)}{(tags is null ? "" : "; " + tags)}");
        var field =
            $"DKIM-Signature: v=1; a={Algorithm}; c={canonicalization}; d={Domain}; s={Selector};"
            + $"{(tags is null ? "" : $" {tags};")}\r\n"
            + $"\th={fields}; bh={Hash(covered)}; b=";
        return field
            + Seal(
                Fields(header, fields, canonicalization.StartsWith("relaxed", StringComparison.Ordinal))
                    + Field(field, canonicalization.StartsWith("relaxed", StringComparison.Ordinal))
            )
            + "\r\n"
            + email;
    }

    /// <summary>Forwards an e-mail: what was seen of its author, a signature of it as it is now, and a seal of the chain.</summary>
    /// <param name="number">How many have forwarded it, this one included.</param>
    public string Forward(string email, string results, int number = 1, string fields = "from:subject:message-id")
    {
        var (header, body) = Split(email);
        var instance = number.ToString(CultureInfo.InvariantCulture);
        var seen = $"ARC-Authentication-Results: i={instance}; mx.{Domain}; {results}\r\n";
        var signature =
            $"ARC-Message-Signature: i={instance}; a={Algorithm}; c=relaxed/relaxed; d={Domain}; s={Selector};\r\n"
            + $"\th={fields}; bh={Hash(Body(body, relaxed: true))}; b=";
        signature += Seal(Fields(header, fields, relaxed: true) + Field(signature, relaxed: true)) + "\r\n";
        var chain = new StringBuilder();
        for (var before = 1; before < number; before++)
        {
            foreach (var name in new[] { "arc-authentication-results", "arc-message-signature", "arc-seal" })
                chain.Append(
                    Field(
                        FieldsOf(header)
                            .First(f => Name(f) == name && f.Contains($"i={before.ToString(CultureInfo.InvariantCulture)};", StringComparison.Ordinal)),
                        relaxed: true
                    )
                );
        }

        var seal = $"ARC-Seal: i={instance}; a={Algorithm}; cv={(number == 1 ? "none" : "pass")}; d={Domain}; s={Selector}; b=";
        seal += Seal(chain + Field(seen, relaxed: true) + Field(signature, relaxed: true) + Field(seal, relaxed: true)) + "\r\n";
        return seal + signature + seen + email;
    }

    public void Dispose() => rsa?.Dispose();

    private string Algorithm => ed is null ? "rsa-sha256" : "ed25519-sha256";

    private string Seal(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        if (ed is null)
            return Convert.ToBase64String(rsa!.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, ed);
        signer.BlockUpdate(SHA256.HashData(bytes), 0, SHA256.HashSizeInBytes);
        return Convert.ToBase64String(signer.GenerateSignature());
    }

    private static string Hash(string body) => Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(body)));

    private static (string Header, string Body) Split(string email)
    {
        var end = email.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (email[..(end + 2)], email[(end + 4)..]);
    }

    private static string Fields(string header, string names, bool relaxed)
    {
        var all = FieldsOf(header);
        var text = new StringBuilder();
        foreach (var name in names.Split(':'))
        {
            // The same name again means the next one above; one that is not there signs its absence.
            var at = all.FindLastIndex(field => Name(field) == name);
            if (at < 0)
                continue;
            text.Append(Field(all[at], relaxed));
            all.RemoveAt(at);
        }

        return text.ToString();
    }

    private static List<string> FieldsOf(string header) => [.. FieldEnd().Split(header).Where(field => field.Length > 0)];

    private static string Name(string field) => field[..field.IndexOf(':', StringComparison.Ordinal)].Trim().ToLowerInvariant();

    private static string Field(string field, bool relaxed) =>
        !relaxed
            ? field
            : Name(field)
                + ":"
                + Space().Replace(field[(field.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace("\r\n", "", StringComparison.Ordinal), " ").Trim()
                + (field.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "");

    private static string Body(string body, bool relaxed)
    {
        var lines = body.Split("\r\n").Select(line => relaxed ? Space().Replace(line, " ").TrimEnd() : line).ToList();
        while (lines.Count > 0 && lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines.Count == 0 ? relaxed ? "" : "\r\n" : string.Join("\r\n", lines) + "\r\n";
    }

    [GeneratedRegex(@"(?<=\r\n)(?![ \t])")]
    private static partial Regex FieldEnd();

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Space();
}
