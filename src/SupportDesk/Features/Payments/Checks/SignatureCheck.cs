using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Payments.Checks;

/// <summary>
/// Explains the signature of a link or a notification that stands in a checklist, with the passwords that an administrator
/// has entered for the shop. Without them it says nothing: nobody is asked for a password in a case.
/// </summary>
internal sealed class SignatureCheck(IDbContextFactory<DeskDbContext> contexts, ShopSecrets keys) : IChecklistCheck
{
    public string Name => "signature";

    public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (input.Draft.ShopId is not { } shop || !input.Actor.SeesShop(shop))
            return null;
        var kind = input.Item.Kind == ItemKind.PaymentLink ? SignedKind.Payment : SignedKind.Result;
        var read = SignedText.Read(input.Answer);
        // What is missing in it, or was hidden, is told by the check of its fields.
        if (Of(read, "SignatureValue") is not { Length: > 0 } signature || !signature.All(char.IsAsciiHexDigit) || Of(read, "OutSum") is null)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (
            await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == shop, ct) is not { } settings
            || !SignatureHash.TryParse(settings.Algorithm, out var algorithm)
        )
            return null;
        var passwords = keys.Open(settings);
        return IsKnown(passwords, kind, Of(read, "IsTest") is { Length: > 0 } test && test != "0")
            ? Say(SignatureExplainer.Explain(new SignatureQuestion { Kind = kind, Fields = read.Fields, Passwords = passwords, Algorithm = algorithm }))
            : null;
    }

    // Without the password that should have signed it, every answer but a mistake would be a guess.
    private static bool IsKnown(ShopPasswords passwords, SignedKind kind, bool isTest) => (kind, isTest) switch
    {
        (SignedKind.Payment, false) => passwords.Password1,
        (SignedKind.Payment, true) => passwords.TestPassword1,
        (_, false) => passwords.Password2,
        (_, true) => passwords.TestPassword2,
    } is not null;

    private static CheckResult Say(SignatureAnswer answer) =>
        answer.Verdict switch
        {
            SignatureVerdict.Match => new CheckResult(Severity.Green, Text("CheckSignatureRight"), Text("CheckSignatureRightAdvice"))
            {
                ForEmail = Text("CheckSignatureForEmail"),
            },
            SignatureVerdict.Mistake => new CheckResult(
                Severity.Red,
                Text("CheckSignatureWrong", Text("Mistake_" + CodeOf(answer, 0))),
                Text("Why_" + CodeOf(answer, 0))
            )
            {
                Details = [.. Enumerable.Range(1, answer.Mistakes.Count - 1).Select(at => Text("CheckSignatureWrong", Text("Mistake_" + CodeOf(answer, at))))],
                Evidence = answer.BaseString,
            },
            _ => new CheckResult(Severity.Yellow, Text("CheckSignatureUnexplained"), Text("CheckSignatureUnexplainedAdvice", answer.Tried)),
        };

    private static string CodeOf(SignatureAnswer answer, int at) => SignatureMistakes.CodeOf(answer.Mistakes[at]);

    private static LocalizedText Text(string key, params object?[] args) => new(typeof(DiagnosticsText), key, args);

    private static string? Of(SignedText read, string name) =>
        read.Fields.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value ? value : null;
}
