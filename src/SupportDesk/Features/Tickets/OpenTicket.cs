using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets;

/// <summary>Opens a ticket: its first messages, its events and the e-mail to the provider in one transaction.</summary>
public sealed class OpenTicket(
    TicketTransaction transaction,
    EscalationEmails emails,
    SendAutoReply autoReply,
    TicketFiles files,
    ProposeParticipants propose,
    TimeProvider clock
) : IUseCase
{
    public Task<Result<OpenedTicket>> RunAsync(NewTicket input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(db => ApplyAsync(db, input, actor, ct), ct);

    /// <summary>The same inside the caller's transaction, who saves, publishes the change and wakes the outbox.</summary>
    public async Task<Result<OpenedTicket>> ApplyAsync(DeskDbContext db, NewTicket input, Actor actor, CancellationToken ct)
    {
        if (!actor.MayOpen(input.Kind, input.ShopId))
            return Problem.NotFound;
        var problems = Check(input);
        if (problems.Count > 0)
            return problems;
        Ticket? earlier = null;
        if (input.FollowsTicketId is { } follows
            && (earlier = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == follows, ct)) is null)
            return Problem.NotFound;

        var ticket = await TicketFactory.CreateAsync(db, input, clock, ct);
        var ticketWriter = new TicketWriter(db, ticket, actor.IsSystem ? ticket.RequesterName : actor.Name, clock);
        ticketWriter.Note(TicketEventKind.Opened);
        if (ticket.OverrideReason is { } reason)
            ticketWriter.Note(TicketEventKind.RequiredSkipped, to: reason);
        if (earlier is not null)
            ticketWriter.Link(earlier, LinkKind.Follows);
        var (added, message) = await AddFirstMessageAsync(db, ticket, input, actor, ticketWriter, ct);
        if (!added)
            return new Problem("FileGone", "Files");
        if (input.Email is not null && await emails.StartAsync(db, ticket, input.Email, actor, ticketWriter, ct) is { } problem)
            return problem;
        return new OpenedTicket(ticket.Id, ticket.Number, message);
    }

    private static List<Problem> Check(NewTicket input)
    {
        var problems = new List<Problem>();
        if (SanitizedText.Line(input.Title).Text.Length == 0)
            problems.Add(new Problem("TitleMissing", nameof(input.Title)));
        if (SanitizedText.Line(input.RequesterName).Text.Length == 0)
            problems.Add(new Problem("NameMissing", nameof(input.RequesterName)));
        if (!EmailAddress.IsValid(input.RequesterEmail.Trim()))
            problems.Add(new Problem("EmailWrong", nameof(input.RequesterEmail)));
        if (input.Kind == TicketKind.Merchant && input.ShopId is null)
            problems.Add(new Problem("ShopMissing", nameof(input.ShopId)));
        if (input.Payment.CardLast4 is { Length: > 0 } last && (last.Length != 4 || !last.All(char.IsAsciiDigit)))
            problems.Add(new Problem("CardLast4Wrong", nameof(PaymentFacts.CardLast4)));
        return problems;
    }

    private static bool IsSame(string one, string other) => ProposeParticipants.Key(one) == ProposeParticipants.Key(other);

    private async Task<(bool Added, Guid? Message)> AddFirstMessageAsync(
        DeskDbContext db,
        Ticket ticket,
        NewTicket input,
        Actor actor,
        TicketWriter ticketWriter,
        CancellationToken ct
    )
    {
        var conversation = ticketWriter.Open(Party.Requester, EmailSubject.KeepForeignTokens(ticket.Title, input.Origin?.Subject), ticket.RequesterEmail);
        Message? message = null;
        if (input.Origin is { } email)
        {
            message = IncomingMessageFactory.Email(ticket.Id, conversation.Id, email, clock);
            conversation.LastForeignMessageId = email.InternetMessageId;
            (conversation.ThreadIndex, conversation.ThreadTopic) = (email.ThreadIndex, email.ThreadTopic);
            await propose.ApplyAsync(db, ticket.Id, Party.Requester, email.Named.Where(one => !IsSame(one.Address, ticket.RequesterEmail)), ct);
        }
        else if (SanitizedText.Body(input.Text) is { Text.Length: > 0 } text)
        {
            text = text with { Hidden = text.Hidden + input.TextHidden };
            message = IncomingMessageFactory.Page(
                ticket,
                conversation.Id,
                text,
                input.Kind == TicketKind.Payer ? AuthorKind.Payer : AuthorKind.Merchant,
                actor,
                clock
            );
        }

        if (message is not null)
        {
            ticketWriter.Received(message, Party.Requester, reopens: false);
            (ticket.LastEvent, ticket.LastParty) = (TicketEventKind.Opened, null);
        }

        if (input.Origin is { } origin)
            await autoReply.ApplyAsync(db, ticket, conversation, origin, earlier: null, ct);

        return (await files.AttachAsync(db, ticket.Id, message?.Id, [.. input.Files, .. input.Origin?.Attachments ?? []], actor, ct), message?.Id);
    }
}
