using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class ReplyBox : IDisposable
{
    /// <summary>Characters left from which on the limit is said.</summary>
    private const int NearTheLimit = 20_000;

    private static readonly TimeSpan DraftPause = TimeSpan.FromMilliseconds(1500);

    private static readonly string ReplyIcon = IconSvg.Of("reply");
    private static readonly string Up = IconSvg.Of("chevron-up");

    private readonly Dictionary<Party, string> texts = [];
    private readonly Dictionary<Party, (string Text, DateTimeOffset? At)> stored = [];
    private readonly Dictionary<Party, IReadOnlyList<FileView>> files = [];
    private readonly SerialSaves saves = new();
    private ReplyTyping? broughtBack;
    private ITimer? timer;
    private Guid loaded;
    private Party party;
    private TicketStatus after;
    private Problem? problem;
    private bool uploading;
    private bool sending;
    private bool saved;

    // On a phone it is one button until somebody means to write.
    private bool folded = true;

    [Parameter, EditorRequired] public required TicketView View { get; set; }

    [Parameter, EditorRequired] public required Party Party { get; set; }

    [Parameter] public EventCallback OnSent { get; set; }

    /// <summary>Outlives a planned restart of the desk.</summary>
    [PersistentState]
    public ReplyTyping? Typing
    {
        get => new(loaded, texts, after);
        set => broughtBack = value;
    }

    [Inject] public required PostReply Post { get; init; }

    [Inject] public required SaveReplyDraft SaveDraft { get; init; }

    [Inject] public required ReplyFiles StoredFiles { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required ILogger<ReplyBox> Log { get; init; }

    private string Text
    {
        get => texts.GetValueOrDefault(Party, "");
        set => texts[Party] = value;
    }

    private IReadOnlyList<FileView> Files => files.GetValueOrDefault(Party, []);

    private int Left => SanitizedText.MaxBody - Text.Length;

    private IReadOnlyDictionary<string, object> Copy
    {
        get
        {
            var (text, at) = stored.GetValueOrDefault(Party, ("", null));
            return TypedCopy.Of($"reply/{Ticket.Id}/{Party}", text, at);
        }
    }

    private Ticket Ticket => View.Ticket;

    private bool ComesIn => Party == Party.Requester && View.AsRequester;

    private string Heading =>
        ComesIn ? W["ReplyToDesk"]
        : Party == Party.Provider ? W["ReplyToProvider"]
        : W[Ticket.Kind == TicketKind.Payer ? "ReplyToPayer" : "ReplyToShop"];

    private string Audience => ComesIn ? W["SeenByDesk"]
        : Party == Party.Requester ? W[Ticket.Kind == TicketKind.Payer ? "SeenByPayer" : "SeenByShop", Ticket.RequesterName]
        : View.With(Party.Provider)?.ExternalNumber is null ? W["SeenByProvider"] : W["SeenByProviderBoth"];

    private string? Warning => Party == Party.Requester ? View.Warning : null;

    private bool MayChoose => View.ByDesk && !ComesIn;

    private IEnumerable<TicketStatus> Choices => Party == Party.Provider
        ? [TicketStatus.WaitingOnProvider, TicketStatus.WaitingOnRequester, TicketStatus.Open]
        : [TicketStatus.WaitingOnRequester, TicketStatus.WaitingOnProvider, TicketStatus.Open, TicketStatus.Resolved];

    public void Dispose() => timer?.Dispose();

    protected override void OnParametersSet()
    {
        if (loaded != Ticket.Id)
            Load(loaded == Guid.Empty && broughtBack?.TicketId == Ticket.Id ? broughtBack : null);

        if (party == Party)
            return;
        party = Party;
        after = Choices.First();
        (problem, saved) = (null, false);
    }

    private void Load(ReplyTyping? typing)
    {
        loaded = Ticket.Id;
        texts.Clear();
        stored.Clear();
        files.Clear();
        foreach (var (of, draft) in View.Drafts)
            (texts[of], stored[of]) = (draft.Text, (draft.Text, draft.UpdatedAt));
        foreach (var (of, text) in typing?.Texts ?? new Dictionary<Party, string>())
            texts[of] = text;
        foreach (var (of, some) in View.ReplyFiles)
            files[of] = some;
        party = Party;
        after = typing?.After ?? Choices.First();
        folded = texts.Count == 0 && files.Count == 0;
        // The restart may have come between a word and its draft.
        if (typing is not null && Text != stored.GetValueOrDefault(Party, ("", null)).Text)
            TypedAsync();
    }

    private void TypedAsync()
    {
        saved = false;
        var (ticket, of) = (Ticket.Id, Party);
        timer?.Dispose();
        timer = Clock.CreateTimer(_ => _ = InvokeAsync(() => TryKeepAsync(ticket, of)), null, DraftPause, Timeout.InfiniteTimeSpan);
    }

    // Nobody waits for this save, so nobody would hear that it failed.
    private async Task TryKeepAsync(Guid ticket, Party of)
    {
        try
        {
            await saves.RunAsync(() => KeepAsync(ticket, of));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Log.LogWarning(error, "The draft of a reply could not be saved; it is tried again");
            if (ticket == loaded && of == Party)
                TypedAsync();
        }
    }

    private async Task KeepAsync(Guid ticket, Party of)
    {
        if (sending || !texts.TryGetValue(of, out var text))
            return;
        var kept = await SaveDraft.RunAsync(ticket, of, text, await Current.GetAsync(), CancellationToken.None);
        if (kept.Ok && ticket == loaded)
            stored[of] = (text, Clock.GetUtcNow());
        saved = kept.Ok && text.Length > 0;
        StateHasChanged();
    }

    private async Task ReadFilesAsync()
    {
        var (ticket, of) = (Ticket.Id, Party);
        var now = await StoredFiles.ListAsync(ticket, of, await Current.GetAsync(), CancellationToken.None);
        if (now.Ok && ticket == loaded)
            files[of] = now.Value;
    }

    private async Task RemoveAsync(FileView file)
    {
        await StoredFiles.RemoveAsync(Ticket.Id, file.Id, await Current.GetAsync(), CancellationToken.None);
        await ReadFilesAsync();
    }

    private Task SendAndAsync(TicketStatus choice)
    {
        after = choice;
        return SendAsync();
    }

    private async Task SendAsync()
    {
        if (sending)
            return;
        sending = true;
        try
        {
            // Behind a draft that is being saved: it would come back as if the reply had not left.
            await saves.RunAsync(PostAsync);
        }
        finally
        {
            sending = false;
        }
    }

    private async Task PostAsync()
    {
        var sent = await Post.RunAsync(
            new(Ticket.Id, Party, Text, [.. Files.Select(file => file.Id)], MayChoose ? after : null), await Current.GetAsync(), CancellationToken.None);
        problem = sent.Ok ? null : sent.Problems[0];
        if (!sent.Ok)
            return;
        texts.Remove(Party);
        stored[Party] = ("", Clock.GetUtcNow());
        files.Remove(Party);
        saved = false;
        await OnSent.InvokeAsync();
    }
}
