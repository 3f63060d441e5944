using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.NewCase.Wizard;

public sealed partial class CaseEmail : IAsyncDisposable
{
    private const string NotSaved = "EmailNotSaved";
    private static readonly TimeSpan SaveAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    private readonly SerialSaves saves = new();
    private PreparedEmail? email;
    private string subject = "";
    private string body = "";
    private string shown = "";
    private string reason = "";
    private string? replaced;
    private bool missing;
    private string storedBody = "";
    private string storedReason = "";
    private CaseEmailTyping? broughtBack;
    private bool plain;
    private bool sending;
    private bool unsaved;
    private bool waiting;
    private bool closed;
    private Problem? problem;
    private Problem? refused;
    private DateTimeOffset? savedAt;

    [Parameter] public Guid DraftId { get; set; }

    /// <summary>In the address, so that a page that has to reload is still being edited.</summary>
    [SupplyParameterFromQuery(Name = "edit")] public bool Editing { get; set; }

    /// <summary>Outlives a planned restart of the desk.</summary>
    [PersistentState]
    public CaseEmailTyping? Typing
    {
        get => unsaved ? new(body, reason) : null;
        set => broughtBack = value;
    }

    [Inject] public required PrepareEmail Prepare { get; init; }

    [Inject] public required PreviewEscalation Preview { get; init; }

    [Inject] public required SaveDraft Save { get; init; }

    [Inject] public required SendCase Send { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required ILogger<CaseEmail> Log { get; init; }

    private bool MayGo => email is not null && email.Completeness.Impossible.Count == 0
        && (!email.Completeness.MissingRequired.Any() || reason.Trim().Length > 0)
        && (email.Contact.Email is not null || email.Draft.EscalatesTicketId is null);

    private IReadOnlyDictionary<string, object> BodyCopy => TypedCopy.Of($"letter/{DraftId}", storedBody, StoredAt);

    private IReadOnlyDictionary<string, object> ReasonCopy => TypedCopy.Of($"reason/{DraftId}", storedReason, StoredAt);

    private DateTimeOffset? StoredAt => savedAt ?? email?.Draft.UpdatedAt;

    private string SendLabel => sending ? T["SendingNow"] : email?.Contact.Email is null ? T["OpenWithoutEmail"] : T["SendToProvider"];

    public async ValueTask DisposeAsync()
    {
        closed = true;
        if (unsaved && email is not null)
            await SaveAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        // The e-mail that is edited is the one on the screen: a word typed meanwhile must not be overwritten by it.
        if (Editing && email?.Draft.Id == DraftId)
            return;
        var typing = email is null ? broughtBack : null;
        await LoadAsync();
        if (email is null || typing is null)
            return;
        Write(typing.Body);
        Explain(typing.Reason);
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        var prepared = await Prepare.RunAsync(DraftId, actor, CancellationToken.None);
        missing = !prepared.Ok;
        if (missing)
            return;
        email = prepared.Value;
        (subject, body, reason) = (email.Subject, email.Body, email.Draft.OverrideReason ?? "");
        (storedBody, storedReason) = (body, reason);
        shown = await Preview.RunAsync(body, email.Draft.EscalatesTicketId, actor, CancellationToken.None);
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
    private async Task RetitleAsync(string typed)
    {
        var title = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var vague = title.Length > 0 && TitleComposer.IsVague(title);
        replaced = vague ? title : null;
        subject = vague || title.Length == 0 ? email!.Proposal : title;
        unsaved = true;
        await TrySaveAsync();
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
            problem = refused ?? (problem?.Code == NotSaved ? null : problem);
            return refused is null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.LogWarning(error, "The e-mail of draft {Draft} could not be saved; it is tried again", DraftId);
            problem = new Problem(NotSaved);
            _ = SaveSoonAsync();
            return false;
        }
    }

    private Task SaveAsync() => saves.RunAsync(StoreAsync);

    // A save that was asked for earlier may have stored all of it.
    private async Task StoreAsync()
    {
        if (!unsaved)
            return;
        (unsaved, refused) = (false, null);
        var changed = new SaveDraft.Input(DraftId)
        {
            Subject = subject == email!.Proposal ? "" : subject,
            Email = body == email.Body && !email.Edited ? null : body,
            OverrideReason = reason,
        };
        try
        {
            var saved = await Save.RunAsync(changed, await Current.GetAsync(), CancellationToken.None);
            refused = saved.Ok ? null : saved.Problems[0];
            if (saved.Ok)
                (savedAt, storedBody, storedReason) = (saved.Value.At, changed.Email ?? email.Body, changed.OverrideReason ?? "");
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
        await saves.RunAsync(async () => await Save.RunAsync(new(DraftId) { Email = "" }, await Current.GetAsync(), CancellationToken.None));
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

        var sent = await Send.RunAsync(
            new(DraftId, body, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName),
            await Current.GetAsync(),
            CancellationToken.None
        );
        sending = false;
        if (sent.Ok)
        {
            (unsaved, var number) = (false, sent.Value.Number);
            email = null;
            Navigation.NavigateTo($"/desk/new/sent/{TicketNumber.Format(number)}", replace: true);
            return;
        }

        problem = sent.Problems[0];
    }
}
