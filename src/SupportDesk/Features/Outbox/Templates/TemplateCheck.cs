using SupportDesk.Features.Outbox.Templates.Language;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.Outbox.Templates;

/// <summary>Says what keeps words from being a template, as problems whose codes are keys of <see cref="TemplatesText"/>.</summary>
public static class TemplateCheck
{
    private const int MaxSubject = 200;
    private static readonly SecretKind[] Never = [SecretKind.Pan, SecretKind.Track, SecretKind.Token];

    public static IReadOnlyList<Problem> Run(EmailKind kind, TemplateContent content)
    {
        var problems = new List<Problem>();
        if (content.Subject is { } subject)
        {
            if (subject.Length > MaxSubject)
                problems.Add(new Problem("TooLong", nameof(content.Subject), MaxSubject));
            Add(problems, nameof(content.Subject), subject, kind.SubjectPlaceholders);
        }

        Add(problems, nameof(content.Body), content.Body, kind.Placeholders);
        return problems;
    }

    private static void Add(List<Problem> problems, string field, string text, IReadOnlyList<Placeholder> known)
    {
        problems.AddRange(TemplateText.Parse(text, known).Faults.Select(fault => Say(fault, field, known)));
        // A secret in a template would go out in every e-mail; hiding it in silence would send stars instead.
        // Only what no sentence looks like counts: «пароли: они нам не нужны» is a sentence.
        MaskText.Mask(text, out var report);
        if (Never.Any(kind => report.Counts.GetValueOrDefault(kind) > 0))
            problems.Add(new Problem("SecretInTemplate", field));
    }

    private static Problem Say(TemplateFault fault, string field, IReadOnlyList<Placeholder> known) => fault.Kind switch
    {
        TemplateFaultKind.Unknown when fault.Nearest is { } nearest => new("UnknownNearest", field, fault.Name, fault.Line, fault.Column, nearest),
        TemplateFaultKind.Unknown => new("Unknown", field, fault.Name, fault.Line, fault.Column, string.Join(", ", known.Select(hole => hole.Name))),
        TemplateFaultKind.TooLong => new("TooLong", field, TemplateText.MaxLength),
        _ => new(fault.Kind.ToString(), field, fault.Name, fault.Line, fault.Column),
    };
}
