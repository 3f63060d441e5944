using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Puts an e-mail into its conversation. Works inside the transaction of the caller, which saves, publishes the change
/// and wakes the outbox.
/// </summary>
public sealed class AppendMessage(FollowUp followUp, SendAutoReply autoReply, TicketFiles files, ProposeParticipants propose, TimeProvider clock) : IUseCase
{
    private static readonly Func<DeskDbContext, Guid, Party, CancellationToken, Task<Conversation?>> FindConversation = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid ticket, Party party, CancellationToken ct) => db.Conversations.FirstOrDefault(c => c.TicketId == ticket && c.Party == party));

    /// <param name="StartedNew">The ticket was closed long ago: the e-mail opened one that follows it.</param>
    public sealed record Appended(Message Message, Guid TicketId, long Number, bool StartedNew);

    public async Task<Result<Appended>> ApplyAsync(DeskDbContext db, IncomingEmail email, CancellationToken ct)
    {
        var ticket = await db.Tickets.FindAsync([email.TicketId], ct);
        if (ticket is null)
            return Problem.NotFound;

        // A sender who could not be verified is shown, but brings nothing back to life.
        var verified = email.Trust is SenderTrust.SignedIn or SenderTrust.Strong || email.MatchedBy == MatchRule.Agent;
        var startsNew = verified && !email.IsAutomatic && TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow());
        var earlier = ticket.Number;
        if (startsNew)
            ticket = await followUp.StartAsync(db, ticket, email.FromName, ct);

        var ticketWriter = new TicketWriter(db, ticket, email.FromName, clock);
        var conversation = await ConversationAsync(db, ticket, email, ticketWriter, ct);
        conversation.Subject = EmailSubject.KeepForeignTokens(conversation.Subject, email.Subject);
        conversation.LastForeignMessageId = email.InternetMessageId ?? conversation.LastForeignMessageId;
        if (email.ThreadIndex is { } index)
            (conversation.ThreadIndex, conversation.ThreadTopic) = (index, email.ThreadTopic);
        if (email.ProviderNumber is { Length: > 0 } number && email.Party == Party.Provider && number != conversation.ExternalNumber)
        {
            ticketWriter.Note(TicketEventKind.ProviderNumber, conversation.ExternalNumber, number, Party.Provider);
            conversation.ExternalNumber = number;
        }

        var message = IncomingMessageFactory.Email(ticket.Id, conversation.Id, email, clock);
        ticketWriter.Received(message, email.Party, verified);
        await propose.ApplyAsync(db, ticket.Id, email.Party, email.Named, ct);
        if (startsNew)
            await autoReply.ApplyAsync(db, ticket, conversation, email, earlier, ct);

        return await files.AttachAsync(db, ticket.Id, message.Id, email.Attachments, Actor.System, ct)
            ? new Appended(message, ticket.Id, ticket.Number, startsNew)
            : new Problem("FileGone", "Files");
    }

    private static async Task<Conversation> ConversationAsync(
        DeskDbContext db,
        Ticket ticket,
        IncomingEmail email,
        TicketWriter ticketWriter,
        CancellationToken ct
    ) =>
        db.Conversations.Local.FirstOrDefault(c => c.TicketId == ticket.Id && c.Party == email.Party)
        ?? await FindConversation(db, ticket.Id, email.Party, ct)
        ?? ticketWriter.Open(email.Party, ticket.Title, email.Party == Party.Requester ? ticket.RequesterEmail : email.FromAddress);
}
