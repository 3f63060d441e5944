using SupportDesk.Features.NewCase.Checklists;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>A row of the sheet: an item and those that stand beside it.</summary>
public sealed record ChecklistRow(ChecklistItem Main, IReadOnlyList<ChecklistItem> Beside)
{
    public IEnumerable<ChecklistItem> Items => [Main, .. Beside];

    public static IReadOnlyList<ChecklistRow> Of(CaseType caseType) =>
        [.. caseType.Items.Where(item => item.Beside is null)
            .Select(main => new ChecklistRow(main, [.. caseType.Items.Where(item => item.Beside == main.Key)]))];
}

public enum SaveState { Saved, Pending, Failed, Gone }
