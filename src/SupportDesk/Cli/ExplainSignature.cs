using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Cli;

/// <summary>Explains a signature on the command line. Passwords are in memory for this run and in nothing that is printed.</summary>
internal static class ExplainSignature
{
    private const string StandardInput = "-";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal sealed record Input(SignedKind Kind, string? Url, string? Body, IReadOnlyList<string> Fields, ShopPasswords Passwords, string? Algorithm);

    /// <returns>0 for a signature that is right, 1 for one that is not, 2 for a question that cannot be answered.</returns>
    public static async Task<int> RunAsync(Input input, bool asJson, CancellationToken ct)
    {
        SignatureAnswer answer;
        try
        {
            answer = SignatureExplainer.Explain(await QuestionAsync(input, ct));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or FormatException or NotSupportedException)
        {
            await Console.Error.WriteLineAsync("signature explain: " + error.Message.Split(" (Parameter", 2)[0]);
            return Commands.BadInput;
        }

        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        await output.WriteLineAsync(asJson ? ToJson(answer) : ToText(answer));
        return answer.Verdict == SignatureVerdict.Match ? 0 : 1;
    }

    private static async Task<SignatureQuestion> QuestionAsync(Input input, CancellationToken ct)
    {
        if (input.Url is null && input.Body is null && input.Fields.Count == 0)
            throw new FormatException("nothing to explain. Name --url, --body or --field.");
        if (input.Passwords == new ShopPasswords())
            throw new FormatException(
                "no password. Name --password1, --password2, --test-password1 or --test-password2, or set SUPPORTDESK_PASSWORD1 and so on."
            );
        SignatureAlgorithm? algorithm =
            input.Algorithm is null ? null
            : SignatureHash.TryParse(input.Algorithm, out var named) ? named
            : throw new FormatException($"{input.Algorithm} is no algorithm of the provider: md5, ripemd160, sha1, sha256, sha384, sha512.");
        var fields = new List<KeyValuePair<string, string>>();
        if (input.Url is { } url)
            fields.AddRange(FieldsOf(url, "--url", "a link with a query"));
        if (input.Body is { } file)
            fields.AddRange(FieldsOf(
                file == StandardInput ? await Console.In.ReadToEndAsync(ct) : await File.ReadAllTextAsync(file, ct), "--body " + file,
                "fields of a form (OutSum=…&InvId=…), a JSON object, an HTML form, a curl command or a whole HTTP request"));
        fields.AddRange(input.Fields.Select(FieldOf));
        var question = new SignatureQuestion { Kind = input.Kind, Fields = fields, Passwords = input.Passwords, Algorithm = algorithm };
        if (string.IsNullOrWhiteSpace(question["SignatureValue"]))
            throw new FormatException("The field SignatureValue is missing. The buyer's return to FailURL never has it; only ResultURL tells of a payment.");
        return question;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> FieldsOf(string text, string where, string understood) =>
        SignedText.IsJws(text)
            ? throw new FormatException($"{where}: this is a JWS, as ResultUrl2 gets it. The provider's certificate signs it, and no password of the shop.")
        : SignedText.Read(text).Fields is { Count: > 0 } fields ? fields : throw new FormatException($"{where}: no fields found. Understood: {understood}.");

    private static KeyValuePair<string, string> FieldOf(string word) => word.Split('=', 2) is [{ Length: > 0 } name, var value]
        ? new(name, value)
        : throw new FormatException($"--field {word}: a field is written as Name=Value.");

    private static string ToJson(SignatureAnswer answer) => JsonSerializer.Serialize(new
    {
        verdict = Lower(answer.Verdict),
        kind = Lower(answer.Kind),
        algorithm = answer.Algorithm is { } algorithm ? Lower(algorithm) : null,
        mistakes = answer.Mistakes.Select(SignatureMistakes.CodeOf),
        cautions = answer.Cautions.Select(SignatureCautions.CodeOf),
        signedString = answer.Verdict == SignatureVerdict.Mistake ? answer.SignedString : null,
        signedAlgorithm = answer is { Verdict: SignatureVerdict.Mistake, SignedAlgorithm: { } used } ? Lower(used) : null,
        baseString = answer.BaseString,
        expected = answer.Expected,
        tried = answer.Tried,
    }, Json);

    private static string ToText(SignatureAnswer answer)
    {
        var text = new StringBuilder().Append(answer.Verdict switch
        {
            SignatureVerdict.Match => "The signature is right.",
            SignatureVerdict.Mistake => "The signature is wrong: " + string.Join(", ", answer.Mistakes.Select(SignatureMistakes.CodeOf)) + ".",
            _ => $"The signature is wrong, and none of the usual mistakes gives it ({answer.Tried} tried). Is a password another one?",
        });
        if (answer is { Verdict: SignatureVerdict.Mistake, SignedString: { } signed })
            text.Append("\nWas signed:   ").Append(signed);
        text.Append("\nTo be signed: ").Append(answer.BaseString);
        if (answer.Algorithm is { } algorithm)
            text.Append("\nAlgorithm:    ").Append(Lower(algorithm));
        if (answer.Expected is { } expected)
            text.Append("\nRight:        ").Append(expected);
        foreach (var caution in answer.Cautions)
            text.Append("\nCaution:      ").Append(WordsOf(caution));
        return text.ToString();
    }

    private static string WordsOf(SignatureCaution caution) => caution switch
    {
        SignatureCaution.ReceiptItems => "the items of Receipt have to be a list in JSON, [ … ]; the payment page refuses this receipt.",
        SignatureCaution.InvIdNumber => "InvId has to be a whole number from 0 to 9223372036854775807; the payment page answers with error 30.",
        SignatureCaution.ShpPrefixes => "names of Shp_ parameters begin in several spellings; write all of them as Shp_.",
        _ => "some names are old ones or of another service; today's are MerchantLogin, OutSum, InvId, SignatureValue, Description.",
    };

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
