using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SupportDesk.Features.Outbox.Templates.Language;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Outbox.Templates.Pages;

/// <summary>Shows the words of one e-mail while they are typed, with what is wrong and how the e-mail would arrive.</summary>
public sealed partial class TemplateEditor
{
    private TemplateView? shown;
    private string? subject;
    private string body = "";
    private int seen;
    private IReadOnlyList<Problem> problems = [];
    private string? refusal;
    private string? savedAt;

    [Inject] public required SaveTemplate Save { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] public required IStringLocalizerFactory Texts { get; init; }

    [Parameter, EditorRequired] public required TemplateView View { get; set; }

    [Parameter, EditorRequired] public required TemplateDrafts Drafts { get; set; }

    /// <summary>The words in force are other ones now.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private IStringLocalizer Own => Texts.Create(View.Kind.Texts);

    private TemplateContent Typed => new(subject, body);

    // The version belongs to the name: a text that was typed over other words must not replace newer ones unseen.
    private IReadOnlyDictionary<string, object> Copy =>
        TypedCopy.Of($"template/{View.Kind.Key}/{View.Language}/{View.Version}", View.Content.Body, null);

    private bool Unsaved => Typed != View.Content;

    // Words that were read anew replace those on the screen, unless somebody is typing over them.
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(shown, View))
            return;
        shown = View;
        (subject, body, seen) = Drafts.Find(View) is { } draft
            ? (draft.Subject, draft.Body, draft.Seen)
            : (View.Content.Subject, View.Content.Body, View.Version);
        problems = TemplateCheck.Run(View.Kind, Typed);
    }

    private void Type(string? newSubject, string newBody)
    {
        (subject, body, savedAt, refusal) = (newSubject, newBody.ReplaceLineEndings("\n"), null, null);
        problems = TemplateCheck.Run(View.Kind, Typed);
        if (Unsaved)
            Drafts.Keep(View, new(subject, body, seen));
        else
            Drafts.Drop(View);
    }

    private string TextOf(Placeholder hole, string prefix) => Texts.Create(hole.Texts)[prefix + hole.Name];

    private IEnumerable<string> ErrorsOf(string field) => problems.Where(problem => problem.Field == field).Select(Say);

    private string Say(Problem problem) => T[problem.Code, problem.Args!];

    private async Task SaveAsync() =>
        await ChangeAsync(await Save.RunAsync(new(View.Kind.Key, View.Language, subject, body, seen), await Current.GetAsync(), CancellationToken.None));

    private async Task ResetAsync() =>
        await ChangeAsync(await Save.ResetAsync(View.Kind.Key, View.Language, View.Version, await Current.GetAsync(), CancellationToken.None));

    private Task UndoAsync() => RestoreAsync(View.Version - 1);

    private async Task RestoreAsync(int version) =>
        await ChangeAsync(await Save.RestoreAsync(View.Kind.Key, View.Language, version, View.Version, await Current.GetAsync(), CancellationToken.None));

    private async Task ChangeAsync(Result<int> result)
    {
        refusal = null;
        if (!result.Ok)
        {
            refusal = result.Problems.FirstOrDefault(problem => problem.Field is null) is { } problem ? Say(problem) : null;
            problems = result.Problems.Where(problem => problem.Field is not null).ToList();
            return;
        }

        Drafts.Drop(View);
        await OnChanged.InvokeAsync();
        savedAt = Time.Brief(Time.Now);
    }
}
