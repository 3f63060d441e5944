using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Ui;

namespace SupportDesk.Features.NewCase.Wizard;

/// <summary>
/// The open sheet of a draft: what is typed, what is saved, what the checks say. Lives as long as its page. Typing is
/// saved at most a second later; a check waits until the hand rests.
/// </summary>
public sealed class DraftEditor(
    ReadDraft read, SaveDraft save, CheckRunner checks, ChecklistCatalog catalog, CurrentActor current, TimeProvider clock, ILogger<DraftEditor> log)
{
    public static readonly TimeSpan SaveAfter = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan CheckAfter = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    // Other answers are judged by these: when one changes, they are looked at again.
    private static readonly ItemKind[] Compared = [ItemKind.Invoice, ItemKind.Amount, ItemKind.Choice];

    private readonly Dictionary<string, string> unsaved = [];
    private readonly Dictionary<string, string> stored = [];
    private readonly Dictionary<string, IReadOnlyList<CheckResult>> results = [];
    private readonly Dictionary<string, CancellationTokenSource> running = [];
    private readonly HashSet<string> masked = [];
    private readonly SerialSaves saves = new();
    private CaseAnswers answers = new();
    private Actor actor = null!;
    private bool saving;
    private bool closed;

    /// <summary>Other questions are asked, or for another shop: the page shows the sheet anew.</summary>
    public event Action? Changed;

    /// <summary>The row of this item has something new to show.</summary>
    public event Action<string>? RowChanged;

    /// <summary>More or less is answered, or saved.</summary>
    public event Action? Moved;

    public DraftView Draft { get; private set; } = null!;

    public CaseType? CaseType { get; private set; }

    public SaveState State { get; private set; }

    public DateTimeOffset SavedAt { get; private set; }

    public IReadOnlyList<CaseType> CaseTypes => catalog.All;

    public CaseAnswers Answers => answers;

    public Completeness Completeness => Completeness.Of(CaseType!, answers, Draft.AllFiles.Count, checks.Format);

    public string this[string key] => answers[key];

    /// <summary>What was typed and is not on the disk yet.</summary>
    public IReadOnlyDictionary<string, string> Unsaved => unsaved;

    /// <summary>Lets the browser keep what is typed into this field until it is stored.</summary>
    public IReadOnlyDictionary<string, object> CopyOf(string key) =>
        TypedCopy.Of($"draft/{Draft.Id}/{key}", stored.GetValueOrDefault(key) ?? "", SavedAt);

    public IReadOnlyList<CheckResult> ResultsOf(string key) => results.GetValueOrDefault(key, []);

    public bool IsRunning(string key) => running.ContainsKey(key);

    /// <summary>Something in this answer was a secret and has been hidden.</summary>
    public bool WasMasked(string key) => masked.Contains(key);

    /// <returns>False if there is no such draft for this person.</returns>
    public async Task<bool> OpenAsync(Guid draftId)
    {
        actor = await current.GetAsync();
        var draft = await read.RunAsync(draftId, actor, CancellationToken.None);
        if (!draft.Ok)
            return false;
        Draft = draft.Value;
        SavedAt = Draft.UpdatedAt;
        answers = CaseAnswers.FromJson(Draft.AnswersJson);
        CaseType = catalog.Find(Draft.CaseType);
        stored.Clear();
        NoteStored();
        CheckAll();
        return true;
    }

    public async Task ChooseAsync(string key)
    {
        if (catalog.Find(key) is not { } chosen || chosen == CaseType)
            return;
        CaseType = chosen;
        NoteStored();
        if (chosen.Find(ItemKind.Impact) is { } impact)
            Type(impact.Key, chosen.Impact.ToString());
        await saves.RunAsync(() => SaveAsync(new SaveDraft.Input(Draft.Id) { CaseType = chosen.Key }));
        CheckAll();
        Changed?.Invoke();
    }

    /// <summary>Says in whose name the case goes out. Checks that look into the settings of the shop run again.</summary>
    public async Task ChooseShopAsync(Guid shop)
    {
        await saves.RunAsync(() => SaveAsync(new SaveDraft.Input(Draft.Id) { ShopId = shop }));
        await ReloadFilesAsync();
        CheckAll();
        Changed?.Invoke();
    }

    public void Type(string key, string text)
    {
        if (answers[key] == text)
            return;
        var moves = (answers[key].Length == 0) != (text.Trim().Length == 0) || State == SaveState.Saved;
        answers[key] = text;
        masked.Remove(key);
        unsaved[key] = text;
        if (State != SaveState.Gone)
            State = SaveState.Pending;
        _ = SaveSoonAsync();
        CheckSoon(key, CheckAfter);
        if (CaseType?.Find(key) is { } item && Compared.Contains(item.Kind))
        {
            foreach (var other in CaseType.Items.Where(other => other.Key != key && other.Checks.Count > 0))
                CheckSoon(other.Key, CheckAfter);
        }

        // The priority is told in another row than the one that decides it.
        if (CaseType?.Find(key)?.Kind is ItemKind.Scope && CaseType.Find(ItemKind.Impact) is { } impact)
            RowChanged?.Invoke(impact.Key);
        if (moves)
            Moved?.Invoke();
    }

    /// <summary>The hand has left the field: no need to wait.</summary>
    public void Leave(string key)
    {
        if (unsaved.ContainsKey(key) || IsRunning(key))
            CheckSoon(key, TimeSpan.Zero);
    }

    /// <summary>Looks once more, after something was mended elsewhere.</summary>
    public void CheckAgain(IEnumerable<ChecklistItem> items)
    {
        foreach (var key in items.Select(item => item.Key))
        {
            results.Remove(key);
            CheckSoon(key, TimeSpan.Zero);
            RowChanged?.Invoke(key);
        }
    }

    public async Task ReloadFilesAsync()
    {
        var draft = await read.RunAsync(Draft.Id, actor, CancellationToken.None);
        if (!draft.Ok)
            return;
        Draft = draft.Value;
        if (CaseType?.Find(ItemKind.File) is { } item)
        {
            CheckSoon(item.Key, TimeSpan.Zero);
            RowChanged?.Invoke(item.Key);
        }

        Moved?.Invoke();
    }

    /// <summary>Saves now what is not saved yet; before the page is left.</summary>
    /// <returns>False if that failed: what follows would work with less than was typed.</returns>
    public async Task<bool> FlushAsync()
    {
        await saves.RunAsync(() => unsaved.Count == 0 ? Task.CompletedTask : SaveAsync(new SaveDraft.Input(Draft.Id)));
        return unsaved.Count == 0;
    }

    /// <summary>The page is left: what is typed is saved, what runs is stopped.</summary>
    public async ValueTask CloseAsync()
    {
        closed = true;
        foreach (var check in running.Values.ToList())
            await check.CancelAsync();
        if (Draft is not null && State != SaveState.Gone)
            await FlushAsync();
    }

    private async Task SaveSoonAsync()
    {
        if (saving)
            return;
        saving = true;
        await Task.Delay(State == SaveState.Failed ? RetryAfter : SaveAfter, clock);
        saving = false;
        if (!closed)
            await FlushAsync();
    }

    private async Task SaveAsync(SaveDraft.Input input)
    {
        var sent = new Dictionary<string, string>(unsaved);
        unsaved.Clear();
        try
        {
            var saved = await save.RunAsync(input with { Answers = sent }, actor, CancellationToken.None);
            if (saved.Ok)
                Accept(sent, saved.Value);
            else
                State = SaveState.Gone;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The words are still on the screen: keep them and try again.
            log.LogWarning(error, "Draft {Draft} could not be saved; it is tried again", Draft.Id);
            foreach (var (key, text) in sent)
                unsaved.TryAdd(key, text);
            State = SaveState.Failed;
            _ = SaveSoonAsync();
        }

        foreach (var key in sent.Keys)
            RowChanged?.Invoke(key);
        Moved?.Invoke();
    }

    private void Accept(Dictionary<string, string> sent, SaveDraft.Saved saved)
    {
        SavedAt = saved.At;
        State = unsaved.Count == 0 ? SaveState.Saved : SaveState.Pending;
        foreach (var (key, text) in sent)
            stored[key] = saved.Masked.GetValueOrDefault(key, text);
        foreach (var (key, safe) in saved.Masked.Where(entry => answers[entry.Key] == sent[entry.Key]))
        {
            answers[key] = safe;
            masked.Add(key);
        }
    }

    private void NoteStored()
    {
        foreach (var item in CaseType?.Items ?? [])
            stored.TryAdd(item.Key, answers[item.Key]);
    }

    private void CheckAll()
    {
        foreach (var item in CaseType?.Items ?? [])
            CheckSoon(item.Key, TimeSpan.Zero);
    }

    private void CheckSoon(string key, TimeSpan wait)
    {
        if (closed || CaseType?.Find(key) is not { } item)
            return;
        if (running.Remove(key, out var earlier))
            earlier.Cancel();
        var mine = new CancellationTokenSource();
        running[key] = mine;
        _ = CheckAsync(item, CaseType, wait, mine);
    }

    private async Task CheckAsync(ChecklistItem item, CaseType caseType, TimeSpan wait, CancellationTokenSource mine)
    {
        try
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, mine.Token);
            var found = await checks.RunAsync(item, answers, caseType, Draft, actor, mine.Token);
            if (mine.IsCancellationRequested)
                return;
            results[item.Key] = found;
        }
        catch (OperationCanceledException)
        {
            return;
        }
        finally
        {
            if (running.GetValueOrDefault(item.Key) == mine)
                running.Remove(item.Key);
            // Its source is left to the collector: whoever closes the page may be about to cancel it.
        }

        RowChanged?.Invoke(item.Key);
        Moved?.Invoke();
    }
}
