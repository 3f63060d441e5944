using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>
/// Looks at an answer as soon as it arrives. Other features register checks of their own; a checklist names the ones it
/// wants. A check only reads, gives up when cancelled, and is cut off after <see cref="Timeout"/>.
/// </summary>
public interface IChecklistCheck
{
    /// <summary>The name by which checklists call it.</summary>
    string Name { get; }

    TimeSpan Timeout => TimeSpan.FromSeconds(5);

    /// <summary>Null when there is nothing to say about this answer.</summary>
    Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct);
}

/// <param name="Answer">The answer to the item, not empty; for an item that takes files it is empty.</param>
public sealed record CheckInput(ChecklistItem Item, string Answer, CaseAnswers Answers, CaseType CaseType, DraftView Draft, Actor Actor);
