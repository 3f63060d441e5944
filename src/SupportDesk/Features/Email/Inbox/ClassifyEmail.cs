using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>What kind of e-mail it is. Only a <see cref="Email"/> goes on to be matched.</summary>
internal abstract record EmailClass
{
    /// <summary>Our own e-mail came back.</summary>
    internal sealed record Loopback(Guid TicketId) : EmailClass;

    /// <summary>A mail server speaks of an e-mail of ours.</summary>
    internal sealed record Report(Guid MessageId, DeliveryReport Content) : EmailClass;

    /// <param name="IsAutomatic">Written by a machine: it changes no status and is not answered.</param>
    internal sealed record Email(bool IsAutomatic) : EmailClass;
}

/// <summary>Step 3.</summary>
internal sealed class ClassifyEmail(OwnMessages signed, MailSettings settings) : IUseCase
{
    public async Task<EmailClass> RunAsync(DeskDbContext db, EmailFacts email, CancellationToken ct)
    {
        if (await FindEchoAsync(db, email, ct) is { } ticket)
            return new EmailClass.Loopback(ticket);
        if (email.Report is { OriginalId: { } original } report && await signed.FindByIdAsync(db, original, ct) is { } reported)
            return new EmailClass.Report(reported.MessageId, report);
        return new EmailClass.Email(AutomaticMail.Is(email));
    }

    // An e-mail whose ids we signed was sent by us. Some hosts give a copy of their own id: ours is then the last of its references.
    private async Task<Guid?> FindEchoAsync(DeskDbContext db, EmailFacts email, CancellationToken ct)
    {
        if (email.MessageId is { } id && await signed.FindByIdAsync(db, id, ct) is { } own)
            return own.TicketId;
        if (!settings.Identities.IsOurs(email.FromAddress) || email.References.Count == 0)
            return null;
        if (await signed.FindByIdAsync(db, email.References[^1], ct) is not { } last)
            return null;
        var sent = await db.Outbox.Where(m => m.MessageId == last.MessageId).Select(m => new { m.Subject, m.InReplyTo }).FirstOrDefaultAsync(ct);
        return sent is not null && sent.Subject == email.Subject && (sent.InReplyTo ?? "") == (email.InReplyTo.Count > 0 ? email.InReplyTo[^1] : "")
            ? last.TicketId
            : null;
    }
}
