using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>What kind of letter it is. Only a <see cref="Letter"/> goes on to be matched.</summary>
internal abstract record LetterClass
{
    /// <summary>Our own letter came back.</summary>
    internal sealed record Echo(Guid TicketId) : LetterClass;

    /// <summary>A mail server speaks of a letter of ours.</summary>
    internal sealed record Report(Guid MessageId, DeliveryReport Content) : LetterClass;

    /// <param name="IsAutomatic">Written by a machine: it changes no status and is not answered.</param>
    internal sealed record Letter(bool IsAutomatic) : LetterClass;
}

/// <summary>Step 3.</summary>
internal sealed class ClassifyLetter(SignedMessages signed, MailSettings settings)
{
    public async Task<LetterClass> RunAsync(DeskDbContext db, LetterFacts letter, CancellationToken ct)
    {
        if (await FindEchoAsync(db, letter, ct) is { } ticket)
            return new LetterClass.Echo(ticket);
        if (letter.Report is { OriginalId: { } original } report && await signed.FindByIdAsync(db, original, ct) is { } reported)
            return new LetterClass.Report(reported.MessageId, report);
        return new LetterClass.Letter(AutomaticMail.Is(letter));
    }

    // A letter whose ids we signed was sent by us. Some hosts give a copy of their own id: ours is then the last of its references.
    private async Task<Guid?> FindEchoAsync(DeskDbContext db, LetterFacts letter, CancellationToken ct)
    {
        if (letter.MessageId is { } id && await signed.FindByIdAsync(db, id, ct) is { } own)
            return own.TicketId;
        if (!settings.Identities.IsOurs(letter.FromAddress) || letter.References.Count == 0)
            return null;
        if (await signed.FindByIdAsync(db, letter.References[^1], ct) is not { } last)
            return null;
        var sent = await db.Outbox.Where(m => m.MessageId == last.MessageId).Select(m => new { m.Subject, m.InReplyTo }).FirstOrDefaultAsync(ct);
        return sent is not null && sent.Subject == letter.Subject && (sent.InReplyTo ?? "") == (letter.InReplyTo.Count > 0 ? letter.InReplyTo[^1] : "")
            ? last.TicketId
            : null;
    }
}
