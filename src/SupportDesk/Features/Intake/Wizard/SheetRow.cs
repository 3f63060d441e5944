using SupportDesk.Features.Intake.Situations;

namespace SupportDesk.Features.Intake.Wizard;

/// <summary>A row of the sheet: an item and those that stand beside it.</summary>
public sealed record SheetRow(ChecklistItem Main, IReadOnlyList<ChecklistItem> Beside)
{
    public IEnumerable<ChecklistItem> Items => [Main, .. Beside];

    public static IReadOnlyList<SheetRow> Of(Situation situation) =>
        [.. situation.Items.Where(item => item.Beside is null)
            .Select(main => new SheetRow(main, [.. situation.Items.Where(item => item.Beside == main.Key)]))];
}

public enum SaveState { Saved, Pending, Failed, Gone }
