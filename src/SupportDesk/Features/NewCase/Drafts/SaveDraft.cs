using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.Files;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Kernel;
using SupportDesk.Masking;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>
/// Saves what was typed since the last time, masked first. Only the given entries change, so that two tabs do not undo
/// one another.
/// </summary>
public sealed class SaveDraft(IDbContextFactory<DeskDbContext> contexts, ChecklistCatalog catalog, TimeProvider clock) : IUseCase
{
    // What one person can sensibly type into a form; files go another way.
    private const int MaxText = 200_000;
    private const int MaxAnswers = 100;

    public sealed record Input(Guid DraftId)
    {
        public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

        public string? CaseType { get; init; }

        /// <summary>For a draft that has no shop yet: one that came from an e-mail.</summary>
        public Guid? ShopId { get; init; }

        /// <summary>Null leaves the e-mail as it is; empty lets the desk compose it again.</summary>
        public string? Email { get; init; }

        public string? Subject { get; init; }

        public string? OverrideReason { get; init; }
    }

    /// <param name="Masked">By key, answers of which something was hidden, as they are stored.</param>
    public sealed record Saved(DateTimeOffset At, IReadOnlyDictionary<string, string> Masked);

    public async Task<Result<Saved>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (input.Answers.Count > MaxAnswers || input.Answers.Values.Append(input.Email).Any(text => text?.Length > MaxText))
            return new Problem("TextLong", null, MaxText);
        if (input.CaseType is not null && catalog.Find(input.CaseType) is null)
            return new Problem("CaseTypeUnknown", nameof(input.CaseType));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var draft = await db.Drafts.OwnedBy(actor).FirstOrDefaultAsync(d => d.Id == input.DraftId, ct);
        if (draft is null)
            return Problem.NotFound;
        if (input.ShopId is { } shop && !await db.Shops.VisibleTo(actor).Working().AnyAsync(s => s.Id == shop, ct))
            return new Problem("ShopMissing", nameof(input.ShopId));
        var answers = CaseAnswers.FromJson(draft.Answers);
        var masked = new Dictionary<string, string>();
        foreach (var (key, text) in input.Answers)
        {
            var safe = Masked(ItemOf(input.CaseType ?? draft.CaseType, key)?.Kind, text);
            answers[key] = safe;
            if (safe != text)
                masked[key] = safe;
            if (MayGrow(ItemOf(input.CaseType ?? draft.CaseType, key)?.Kind))
                answers[key] = GrowingNumber.Hide(safe);
        }

        draft.Answers = answers.ToJson();
        draft.CaseType = input.CaseType ?? draft.CaseType;
        draft.ShopId ??= input.ShopId;
        draft.Email = Changed(input.Email, draft.Email);
        draft.Subject = Changed(input.Subject, draft.Subject);
        draft.OverrideReason = Changed(input.OverrideReason, draft.OverrideReason);
        draft.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new Saved(draft.UpdatedAt, masked);
    }

    private static string? Changed(string? typed, string? stored) => typed switch
    {
        null => stored,
        "" => null,
        _ => GrowingNumber.Hide(MaskText.Mask(typed)),
    };

    private ChecklistItem? ItemOf(string? caseType, string key) => catalog.Find(caseType)?.Find(key);

    private static bool MayGrow(ItemKind? kind) => kind is ItemKind.Text or ItemKind.LongText;

    // A field for four digits that gets a whole number keeps its four, whether or not its check digit fits.
    private static string Masked(ItemKind? kind, string text)
    {
        var digits = kind == ItemKind.Last4 ? string.Concat(text.Where(char.IsAsciiDigit)) : "";
        return digits.Length > 4 ? digits[^4..] : MaskText.Mask(text);
    }
}
