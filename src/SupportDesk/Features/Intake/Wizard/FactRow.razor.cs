using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Intake.Checks;
using SupportDesk.Features.Intake.Situations;

namespace SupportDesk.Features.Intake.Wizard;

public sealed partial class FactRow
{
    // How far a file is, in per cent; null when none is on its way.
    private long? reading;

    [Parameter, EditorRequired] public required SheetRow Row { get; set; }

    [Parameter, EditorRequired] public required CaseSheet Sheet { get; set; }

    [Parameter] public EventCallback<OpenTwin> OnJoin { get; set; }

    [Inject] public required AnswerReading Reading { get; init; }

    private string Id => "item-" + Row.Main.Key;

    // A group of choices or a file box has no single field that a label could belong to.
    private bool IsGroup => Row.Main.Kind is ItemKind.File or ItemKind.Method or ItemKind.Choice or ItemKind.Spread or ItemKind.Impact;

    private IReadOnlyList<Verdict> Found =>
        [.. Row.Items.SelectMany(item => Sheet.VerdictsOf(item.Key)).OrderByDescending(verdict => verdict.Tone)];

    private bool IsRunning => Row.Items.Any(item => Sheet.IsRunning(item.Key) && (item.Kind == ItemKind.File || Sheet[item.Key].Length > 0));

    private bool IsEmpty => Row.Items.All(item => !IsAnswered(item));

    /// <summary>What is still to be answered in this row; null when it is complete.</summary>
    private ChecklistItem? Open => Row.Items.Where(item => !IsAnswered(item)).OrderByDescending(item => item.Required)
        .FirstOrDefault(item => IsEmpty || item.Required);

    private string Read => string.Join(", ", Row.Items.Select(item => Reading.Say(item, Sheet[item.Key])).OfType<string>());

    private string? ToneClass => Found.Count > 0 ? Found[0].Tone switch { Tone.Red => "bad", Tone.Yellow => "warn", _ => null } : Open is null ? null : "open";

    private void ShowProgress(long? percent) => reading = percent;

    private bool IsAnswered(ChecklistItem item) => item.Kind == ItemKind.File ? Sheet.Draft.Files.Count > 0 : Sheet[item.Key].Length > 0;

    private bool IsWrong(ChecklistItem item) => Sheet.VerdictsOf(item.Key).Any(verdict => verdict.Impossible);
}
