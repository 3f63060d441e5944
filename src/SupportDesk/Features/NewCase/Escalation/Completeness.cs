using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>How much of a checklist is answered, and what still keeps it from being sent.</summary>
/// <param name="Missing">Items without an answer, required ones first.</param>
/// <param name="Impossible">Items whose answer cannot be: they must be mended or emptied, no reason helps.</param>
public sealed record Completeness(int Done, int Total, IReadOnlyList<ChecklistItem> Missing, IReadOnlyList<ChecklistItem> Impossible)
{
    public IEnumerable<ChecklistItem> MissingRequired => Missing.Where(item => item.Required);

    public bool IsFull => Done == Total;

    /// <param name="format">Whether an answer can be: null when it can.</param>
    public static Completeness Of(CaseType caseType, CaseAnswers answers, int files, Func<ChecklistItem, string, CheckResult?> format)
    {
        var missing = caseType.Items.Where(item => item.Kind == ItemKind.File ? files == 0 : answers[item.Key].Length == 0).ToList();
        var impossible = caseType.Items.Where(item => item.Kind != ItemKind.File && format(item, answers[item.Key]) is not null).ToList();
        return new Completeness(
            caseType.Items.Count - missing.Count - impossible.Count, caseType.Items.Count, [.. missing.OrderByDescending(item => item.Required)], impossible);
    }
}
