using Microsoft.AspNetCore.Components;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>A row of the sheet. It shows itself anew when one of its answers is typed, checked or stored; the others stay as they are.</summary>
public sealed partial class ChecklistField : IDisposable
{
    // How far a file is, in per cent; null when none is on its way.
    private long? reading;

    [Parameter, EditorRequired] public required ChecklistRow Row { get; set; }

    [Parameter, EditorRequired] public required DraftEditor Editor { get; set; }

    [Parameter] public EventCallback<OpenTwin> OnJoin { get; set; }

    /// <summary>What was found here helped: nothing needs to be sent.</summary>
    [Parameter] public EventCallback OnSolved { get; set; }

    [Inject] public required AnswerReading Reading { get; init; }

    private string Id => "item-" + Row.Main.Key;

    // A group of choices or a file box has no single field that a label could belong to.
    private bool IsGroup => Row.Main.Kind is ItemKind.File or ItemKind.Method or ItemKind.Choice or ItemKind.Scope or ItemKind.Impact;

    private IReadOnlyList<CheckResult> Found =>
        [.. Row.Items.SelectMany(item => Editor.ResultsOf(item.Key)).OrderByDescending(verdict => verdict.Severity)];

    /// <summary>Not an answer that cannot be, but one that explains the trouble.</summary>
    // What took time to write, or was pasted from elsewhere.
    private static bool IsLong(ChecklistItem item) => item.Kind is ItemKind.LongText or ItemKind.NotificationBody or ItemKind.PaymentLink;

    private CheckResult? Cause => reading is null
        ? Found.FirstOrDefault(verdict => verdict is { Severity: Severity.Red, Impossible: false, Twin: null })
        : null;

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

    public void Dispose() => Editor.RowChanged -= OnRow;

    protected override void OnInitialized() => Editor.RowChanged += OnRow;

    private void OnRow(string key)
    {
        if (Row.Items.Any(item => item.Key == key))
            _ = InvokeAsync(StateHasChanged);
    }

    private void ShowProgress(long? percent) => reading = percent;

    // A field that uses the whole line; the others stand side by side.
    private static bool IsWide(ChecklistItem item) =>
        item.Kind is ItemKind.LongText or ItemKind.NotificationBody or ItemKind.PaymentLink or ItemKind.Url or ItemKind.Text or ItemKind.File;

    private bool IsAnswered(ChecklistItem item) => item.Kind == ItemKind.File ? Editor.Draft.AllFiles.Count > 0 : Editor[item.Key].Length > 0;

    private bool IsWrong(ChecklistItem item) => Editor.ResultsOf(item.Key).Any(verdict => verdict.Impossible);
}
