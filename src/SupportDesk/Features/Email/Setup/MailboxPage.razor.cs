using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Setup;

public sealed partial class MailboxPage : IAsyncDisposable
{
    private readonly Guid id = Ids.Random();
    private MailboxSetupView? view;
    private MailboxForm typed = new();
    private ServerProposal? proposal;
    private SetupProgress? progress;
    private ElementReference form;
    private IJSObjectReference? script;
    private bool looking;
    private int looks;
    private bool busy;
    private bool untested;
    private bool failed;
    private bool more;
    private bool forgetting;

    [Inject] internal ReadMailboxSetup Read { get; init; } = null!;

    [Inject] internal ProposeServers Propose { get; init; } = null!;

    [Inject] internal ForgetMailbox Forget { get; init; } = null!;

    [Inject] internal SetupBoard Board { get; init; } = null!;

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    private MailProvider? Provider => proposal?.Provider ?? MailProvider.OfServers(typed.Imap.Host, null);

    private bool IsTaken => proposal is { } found
        && (found.Imap is null || IsFixed(MailboxKeys.ImapHost) || found.Imap.Host == typed.Imap.Host)
        && (found.Smtp is null || IsFixed(MailboxKeys.SmtpHost) || found.Smtp.Host == typed.Smtp.Host);

    private string SeenAt => MailboxInput.SeenAt(view?.ChangedAt).ToString(CultureInfo.InvariantCulture);

    // Nobody has typed a server yet.
    private bool IsBlank =>
        (IsFixed(MailboxKeys.ImapHost) || typed.Imap.Host.Length == 0) && (IsFixed(MailboxKeys.SmtpHost) || typed.Smtp.Host.Length == 0);

    private string PasswordLabel => T[Provider?.Password == ProviderPassword.Application ? "PasswordApplication" : "Password"];

    private string PasswordWhy => Provider is { } provider ? T["Password_" + provider.Key] : T["PasswordWhy"];

    public async ValueTask DisposeAsync()
    {
        Dispose();
        try
        {
            if (script is not null)
                await script.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the script with it.
        }
    }

    protected override Task OnInitializedAsync() => LoadAndListenAsync(LoadAsync);

    protected override bool Concerns(Change change) => change == new Change(ChangeKind.Email, id);

    protected override Task RefreshAsync(IReadOnlyCollection<Change> changed)
    {
        progress = Board.Find(id);
        return Task.CompletedTask;
    }

    private async Task LoadAsync()
    {
        var read = await Read.RunAsync(await Current.GetAsync(), CancellationToken.None);
        if (!read.Ok)
            return;
        (view, typed) = (read.Value, MailboxForm.Of(read.Value));
        more |= typed is not { SignsIn: true, SameSignIn: true };
    }

    private async Task AddressAsync(string address)
    {
        if (typed.Address != address.Trim())
            Outdate();
        typed.Address = address.Trim();
        if (typed.Address.Length > 0 && (typed.Imap.Host.Length == 0 || typed.Smtp.Host.Length == 0))
            await LookAsync();
    }

    private async Task LookAsync()
    {
        Outdate();
        var (look, address) = (looks, typed.Address);
        looking = true;
        StateHasChanged();
        Result<ServerProposal> found;
        try
        {
            found = await Propose.RunAsync(address, await Current.GetAsync(), CancellationToken.None);
        }
        finally
        {
            if (look == looks)
                looking = false;
        }

        // Of an address that no longer stands there: its servers must not come into the form of another one.
        if (look != looks)
            return;
        progress = found.Ok ? null : new SetupProgress { Problems = found.Problems };
        proposal = found.Ok ? found.Value : null;

        // What a stranger's domain proposes is shown first: a password goes there.
        if (proposal is { IsElsewhere: false } && IsBlank)
            Take();
    }

    // What was found, and what is still looked for, belongs to the address of before.
    private void Outdate() => (looks, looking, proposal) = (looks + 1, false, null);

    private void Take() => typed.Take(proposal!, view!);

    private async Task SaveAsync(bool withoutTest)
    {
        if (busy)
            return;
        (busy, failed, untested, progress) = (true, false, withoutTest, null);
        // The form that is posted is the one on the screen: what was typed last is in it before the script reads it.
        StateHasChanged();
        await Task.Yield();
        try
        {
            script ??= await Js.InvokeAsync<IJSObjectReference>("import", "/mailbox.js");
            failed = !await script.InvokeAsync<bool>("post", Timeout.InfiniteTimeSpan, form);
        }
        catch (JSException)
        {
            failed = true;
        }
        finally
        {
            busy = false;
        }

        progress = Board.Find(id);
        if (progress?.Problems.Any(problem => problem.Field is MailboxKeys.ImapFolder or MailboxKeys.SmtpPassword or MailboxKeys.SmtpUser) == true)
            more = true;
        if (progress?.IsSaved == true)
            await LoadAsync();
    }

    private async Task ForgetAsync()
    {
        await Forget.RunAsync(await Current.GetAsync(), CancellationToken.None);
        (forgetting, progress, proposal) = (false, null, null);
        await LoadAsync();
    }

    private bool IsFixed(string key) => view!.Fields[key].IsFixed;

    private string? FixedBy(string key) => view!.Fields[key].FixedBy is { } by ? T["FixedBy", by].Value : null;

    private string? ProblemOf(string key) =>
        progress?.Problems.FirstOrDefault(problem => problem.Field == key) is { } problem ? T[problem.Code, problem.Args!].Value : null;
}
