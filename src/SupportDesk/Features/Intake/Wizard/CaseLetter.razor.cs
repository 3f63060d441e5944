using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Letters;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Intake.Wizard;

public sealed partial class CaseLetter : IAsyncDisposable
{
    private const string NotSaved = "LetterNotSaved";
    private static readonly TimeSpan SaveAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    private readonly SerialSaves saves = new();
    private PreparedLetter? letter;
    private string subject = "";
    private string body = "";
    private string reason = "";
    private string? replaced;
    private bool missing;
    private string storedBody = "";
    private string storedReason = "";
    private LetterTyping? broughtBack;
    private bool plain;
    private bool sending;
    private bool unsaved;
    private bool waiting;
    private bool closed;
    private Problem? problem;
    private DateTimeOffset? savedAt;

    [Parameter] public Guid DraftId { get; set; }

    /// <summary>In the address, so that a page that has to reload is still being edited.</summary>
    [SupplyParameterFromQuery(Name = "edit")] public bool Editing { get; set; }

    /// <summary>Outlives a planned restart of the desk.</summary>
    [PersistentState]
    public LetterTyping? Typing
    {
        get => unsaved ? new(body, reason) : null;
        set => broughtBack = value;
    }

    [Inject] public required PrepareLetter Prepare { get; init; }

    [Inject] public required SaveDraft Save { get; init; }

    [Inject] public required SendCase Send { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required ILogger<CaseLetter> Log { get; init; }

    private bool MayGo => letter is not null && letter.Completeness.Impossible.Count == 0
        && (!letter.Completeness.MissingRequired.Any() || reason.Trim().Length > 0)
        && (letter.Contact.Email is not null || letter.Draft.EscalatesTicketId is null);

    private IReadOnlyDictionary<string, object> BodyCopy => TypedCopy.Of($"letter/{DraftId}", storedBody, StoredAt);

    private IReadOnlyDictionary<string, object> ReasonCopy => TypedCopy.Of($"reason/{DraftId}", storedReason, StoredAt);

    private DateTimeOffset? StoredAt => savedAt ?? letter?.Draft.UpdatedAt;

    private string SendLabel => sending ? T["SendingNow"] : letter?.Contact.Email is null ? T["OpenWithoutLetter"] : T["SendToProvider"];

    public async ValueTask DisposeAsync()
    {
        closed = true;
        if (unsaved && letter is not null)
            await SaveAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        // The letter that is edited is the one on the screen: a word typed meanwhile must not be overwritten by it.
        if (Editing && letter?.Draft.Id == DraftId)
            return;
        var typing = letter is null ? broughtBack : null;
        await LoadAsync();
        if (letter is null || typing is null)
            return;
        Write(typing.Body);
        Explain(typing.Reason);
    }

    private async Task LoadAsync()
    {
        var prepared = await Prepare.RunAsync(DraftId, await Current.GetAsync(), CancellationToken.None);
        missing = !prepared.Ok;
        if (missing)
            return;
        letter = prepared.Value;
        (subject, body, reason) = (letter.Subject, letter.Body, letter.Draft.OverrideReason ?? "");
        (storedBody, storedReason) = (body, reason);
    }

    private void Write(string? text)
    {
        body = text ?? "";
        _ = SaveSoonAsync();
    }

    private void Explain(string text)
    {
        reason = text;
        _ = SaveSoonAsync();
    }

    // A title from which nobody can tell what happened is put aside for the one that the facts make.
    private Task RetitleAsync(string typed)
    {
        var title = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var vague = title.Length > 0 && TitleComposer.IsVague(title);
        replaced = vague ? title : null;
        subject = vague || title.Length == 0 ? letter!.Proposal : title;
        return SaveAsync();
    }

    private async Task SaveSoonAsync()
    {
        unsaved = true;
        if (waiting)
            return;
        waiting = true;
        for (var wait = SaveAfter; unsaved && !closed; wait = RetryAfter)
        {
            await Task.Delay(wait, Clock);
            if (unsaved && !closed)
                await TrySaveAsync();
        }

        waiting = false;
        StateHasChanged();
    }

    private async Task<bool> TrySaveAsync()
    {
        try
        {
            await SaveAsync();
            problem = problem?.Code == NotSaved ? null : problem;
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.LogWarning(error, "The letter of draft {Draft} could not be saved; it is tried again", DraftId);
            problem = new Problem(NotSaved);
            _ = SaveSoonAsync();
            return false;
        }
    }

    private Task SaveAsync() => saves.RunAsync(StoreAsync);

    private async Task StoreAsync()
    {
        unsaved = false;
        var changed = new SaveDraft.Input(DraftId)
        {
            Subject = subject == letter!.Proposal ? "" : subject,
            Letter = body == letter.Body && !letter.Edited ? null : body,
            OverrideReason = reason,
        };
        try
        {
            var saved = await Save.RunAsync(changed, await Current.GetAsync(), CancellationToken.None);
            if (saved.Ok)
                (savedAt, storedBody, storedReason) = (saved.Value.At, changed.Letter ?? letter.Body, changed.OverrideReason ?? "");
        }
        catch
        {
            unsaved = true;
            throw;
        }
    }

    private async Task ToggleEditAsync()
    {
        if ((Editing || unsaved) && !await TrySaveAsync())
            return;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("edit", Editing ? null : true), replace: true);
    }

    private async Task ComposeAgainAsync()
    {
        unsaved = false;
        await saves.RunAsync(async () => await Save.RunAsync(new(DraftId) { Letter = "" }, await Current.GetAsync(), CancellationToken.None));
        await LoadAsync();
    }

    private async Task SendAsync()
    {
        if (sending)
            return;
        (sending, problem) = (true, null);
        StateHasChanged();
        if (!await TrySaveAsync())
        {
            sending = false;
            return;
        }

        var sent = await Send.RunAsync(DraftId, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, await Current.GetAsync(), CancellationToken.None);
        sending = false;
        if (sent.Ok)
        {
            (unsaved, var number) = (false, sent.Value.Number);
            letter = null;
            Navigation.NavigateTo($"/desk/new/sent/{TicketNumber.Format(number)}", replace: true);
            return;
        }

        problem = sent.Problems[0];
    }
}
