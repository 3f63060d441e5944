using Microsoft.Extensions.Localization;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Diagnostics.Signature;

/// <summary>An explained signature as text, for a file of a case. Passwords are named in it and never written.</summary>
internal static class SignatureReport
{
    public static string TitleOf(SignatureAnswer answer, IStringLocalizer<DiagnosticsText> texts) => answer.Verdict switch
    {
        SignatureVerdict.Match => texts["MatchTitle"],
        SignatureVerdict.Unexplained => texts["UnexplainedTitle"],
        _ when answer.Mistakes.Count == 1 => texts["OneMistake", texts["Mistake_" + SignatureMistakes.CodeOf(answer.Mistakes[0])].Value],
        _ => texts["ManyMistakes", string.Join(", ", answer.Mistakes.Select(mistake => texts["Mistake_" + SignatureMistakes.CodeOf(mistake)].Value))],
    };

    /// <summary>What the same fields are if they came to the other of the shop's two addresses.</summary>
    public static string OtherReading(SignatureAnswer other, IStringLocalizer<DiagnosticsText> texts) =>
        texts["OtherReading", texts["Kind_" + other.Kind].Value, TitleOf(other, texts)];

    public static string Of(ExplainRequest.Explained explained, IStringLocalizer<DiagnosticsText> texts, DeskTime time)
    {
        var (read, answer, fields, other) = explained;
        var lines = new List<string?>
        {
            $"{texts["ReportSignature"]}, {time.Full(time.Now)}",
            texts["Read", texts["Shape_" + read.Shape].Value, texts["Kind_" + answer.Kind].Value, answer.Parts.Count(ShpParameter.IsName)],
            TitleOf(answer, texts),
        };
        lines.AddRange(answer.Mistakes.Select(mistake => "– " + texts["Why_" + SignatureMistakes.CodeOf(mistake)]));
        if (other is not null)
            lines.Add(OtherReading(other, texts));
        lines.AddRange(answer.Cautions.Select(caution => "! " + texts["Caution_" + SignatureCautions.CodeOf(caution)]));
        if (answer is { Verdict: SignatureVerdict.Mistake, SignedString: { } made })
            lines.Add($"{texts["Yours"]}: {made}");
        lines.Add($"{texts[answer.Verdict == SignatureVerdict.Match ? "Right" : "Needed"]}: {answer.BaseString}");
        lines.Add($"SignatureValue: {fields["SignatureValue"]}");
        if (answer is { Algorithm: { } algorithm, Expected: { } expected } && answer.Verdict != SignatureVerdict.Match)
            lines.Add($"{SignatureLabels.NameOf(algorithm)}: {expected}");
        lines.Add(texts["CheckedText", answer.Tried]);
        return string.Join('\n', lines) + "\n";
    }
}
