using Microsoft.AspNetCore.Components;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Wizard;

public sealed partial class ChecklistField
{
    // How far a file is, in per cent; null when none is on its way.
    private long? reading;

    [Parameter, EditorRequired] public required ChecklistRow Row { get; set; }

    [Parameter, EditorRequired] public required DraftEditor Editor { get; set; }

    [Parameter] public EventCallback<OpenTwin> OnJoin { get; set; }

    [Inject] public required AnswerReading Reading { get; init; }

    private string Id => "item-" + Row.Main.Key;

    // A group of choices or a file box has no single field that a label could belong to.
    private bool IsGroup => Row.Main.Kind is ItemKind.File or ItemKind.Method or ItemKind.Choice or ItemKind.Scope or ItemKind.Impact;

    private IReadOnlyList<CheckResult> Found =>
        [.. Row.Items.SelectMany(item => Editor.ResultsOf(item.Key)).OrderByDescending(verdict => verdict.Severity)];

    private bool IsRunning => Row.Items.Any(item => Editor.IsRunning(item.Key) && (item.Kind == ItemKind.File || Editor[item.Key].Length > 0));

    private bool IsEmpty => Row.Items.All(item => !IsAnswered(item));

    /// <summary>What is still to be answered in this row; null when it is complete.</summary>
    private ChecklistItem? Open => Row.Items.Where(item => !IsAnswered(item)).OrderByDescending(item => item.Required)
        .FirstOrDefault(item => IsEmpty || item.Required);

    private string Read => string.Join(", ", Row.Items.Select(item => Reading.Say(item, Editor[item.Key])).OfType<string>());

    private string? SeverityClass =>
        Found.Count > 0
            ? Found[0].Severity switch
            {
                Severity.Red => "bad",
                Severity.Yellow => "warn",
                _ => null,
            }
        : Open is null ? null
        : "open";

    private void ShowProgress(long? percent) => reading = percent;

    private bool IsAnswered(ChecklistItem item) => item.Kind == ItemKind.File ? Editor.Draft.AllFiles.Count > 0 : Editor[item.Key].Length > 0;

    private bool IsWrong(ChecklistItem item) => Editor.ResultsOf(item.Key).Any(verdict => verdict.Impossible);
}
